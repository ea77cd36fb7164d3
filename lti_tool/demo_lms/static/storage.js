// @ts-check
// LTI platform storage: a tool keeps small texts in the page around it, by messages.
// After 1EdTech's LTI Client Side postMessages 0.1 and LTI postMessage Storage 0.1.

const KEYS_LIMIT = 50;
const LENGTH_LIMIT = 4096;
const SUBJECTS = ["lti.capabilities", "lti.put_data", "lti.get_data"];

/** @typedef {Map<string, Map<string, string>>} Storage texts by key, by the origin that they belong to */
/** @typedef {Record<string, unknown>} Message */

/** @returns {Storage} */
export function newStorage() {
  return new Map();
}

/** The reply to a message from a page of `origin`, or null for a message that is not for the LMS.
 * @param {Storage} storage
 * @param {string} origin
 * @param {unknown} message
 * @returns {Message | null} */
export function answer(storage, origin, message) {
  if (typeof message !== "object" || message === null) return null;
  const { subject, message_id, key, value } = /** @type {Message} */ (message);
  if (typeof subject !== "string" || !SUBJECTS.includes(subject)) return null;
  const reply = { subject: `${subject}.response`, message_id };
  if (subject === "lti.capabilities") {
    return { ...reply, supported_messages: SUBJECTS.map((each) => ({ subject: each })) };
  }
  if (typeof message_id !== "string" || typeof key !== "string") {
    return { ...reply, error: refusal("bad_request", "message_id and key must be texts") };
  }
  const own = storage.get(origin) ?? new Map();
  storage.set(origin, own);
  if (subject === "lti.get_data") return { ...reply, key, value: own.get(key) ?? null };
  return { ...reply, key, ...put(own, key, value) };
}

/** Keep a text, or forget one when the value is null or missing.
 * @param {Map<string, string>} own
 * @param {string} key
 * @param {unknown} value
 * @returns {Message} */
function put(own, key, value) {
  if (value === null || value === undefined) {
    own.delete(key);
    return { value: null };
  }
  if (typeof value !== "string") return { error: refusal("bad_request", "value must be a text") };
  const full = own.size >= KEYS_LIMIT && !own.has(key);
  if (full || key.length + value.length > LENGTH_LIMIT) {
    const limits = `at most ${KEYS_LIMIT} keys, each with its value at most ${LENGTH_LIMIT} characters`;
    return { error: refusal("storage_exhaustion", limits) };
  }
  own.set(key, value);
  return { value };
}

/** @param {string} code
 * @param {string} message */
function refusal(code, message) {
  return { code, message };
}
