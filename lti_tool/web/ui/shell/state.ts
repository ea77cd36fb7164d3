/** The state of a run: the SCORM 1.2 elements that a SCO may set, and what has changed among them. */

export type Values = Readonly<Record<string, string>>;

/** The same elements as the server accepts; times are kept as `total_time`, which holds the visit's. */
const SETTABLE =
  /^cmi\.(core\.(lesson_location|lesson_status|exit|total_time|score\.(raw|min|max))|suspend_data|comments|student_preference\.[a-z]+|(objectives|interactions)\.\d{1,4}(\.[a-z_]+|\.\d{1,4}){1,4})$/;

/** Those of all elements that are kept; an empty one says nothing and is left out. */
export function kept(all: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    Object.entries(all).filter(
      (each): each is [string, string] =>
        typeof each[1] === "string" && each[1] !== "" && SETTABLE.test(each[0]),
    ),
  );
}

/** What must be set to come from one state to another; what is gone is set to nothing. */
export function changes(from: Values, to: Values): Values {
  const changed = Object.entries(to).filter(([name, value]) => from[name] !== value);
  const gone = Object.keys(from).filter((name) => from[name] !== "" && !(name in to));
  return Object.fromEntries([...changed, ...gone.map((name) => [name, ""] as const)]);
}

/** What a SCO finds when it begins: SCORM's entry, what the LMS gives it, what it had set. */
export function seedOf(given: Values, saved: Values): Values {
  const begun = Object.keys(saved).length > 0;
  const resumes = saved["cmi.core.exit"] === "suspend";
  const entry = resumes ? "resume" : begun ? "" : "ab-initio";
  return { ...given, "cmi.core.entry": entry, ...saved };
}
