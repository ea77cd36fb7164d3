/** `<process-exercise>`: the learner's control room. */

import { type TemplateResult, html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";

import { type AttemptSummary, type GradedAttempt, type Remark, attemptsLeft } from "../../ui/attempt";
import { GongxueElement, element } from "../../ui/element";
import { Frame } from "../../ui/frame";
import { shortNumber } from "../../ui/number";
import { type Call, failureText } from "../../ui/server";
import { base, buttons, panels } from "../../ui/styles";
import { newId, submitter } from "../../ui/submission";
import { type Tab, tabList, tabStyles } from "../../ui/tabs";
import { type Standing, alarmOfTag, standingAlarms } from "./alarm-list";
import { Announcer } from "./announcer";
import { banner } from "./banner";
import { briefSheet } from "./brief";
import type { Control } from "./control";
import { exerciseStyles } from "./exercise-styles";
import type { Act } from "./faceplate";
import type { Moment } from "./film";
import type { Begun, Chunk, Exercise } from "./model";
import { recallPlayed, rememberPlayed } from "./played";
import { Player } from "./player";
import { room } from "./styles";
import { texts } from "./texts";
import { transport } from "./transport";

import "../../ui/report";
import "./alarms";
import "./control";
import "./mimic";
import "./procedure";
import "./trend";

export interface StudentArgs {
  readonly exercise: Exercise;
  readonly max_attempts: number | null;
  readonly attempts: readonly AttemptSummary[];
  readonly last_attempt: GradedAttempt | null;
  readonly run: { readonly id: string; readonly at_s: number; readonly until_s: number } | null;
}

type TabId = "plant" | "control" | "trend" | "procedure" | "alarms" | "result";

const BESIDE: readonly TabId[] = ["procedure", "alarms", "result"];
/** Panels whose text may be longer than they are, with nothing in it to focus: the keyboard scrolls them. */
const SCROLLED: readonly TabId[] = ["alarms", "result"];
const NARROW: readonly TabId[] = ["plant", "control", "trend", "procedure", "alarms", "result"];
/** The screen is drawn at most this often; the plant itself runs in the player. */
const DRAW_MS = 100;

@element("process-exercise")
export class ProcessExercise extends GongxueElement {
  @property({ attribute: false }) args!: StudentArgs;
  @property({ attribute: false }) call!: Call;

  @state() private player: Player | null = null;
  @state() private tab: TabId = "plant";
  @state() private beside: TabId = "procedure";
  @state() private busy: "starting" | "submitting" | null = null;
  @state() private notice = "";
  @state() private reading = true;
  @state() private attempts: readonly AttemptSummary[] = [];
  @state() private attempt: GradedAttempt | null = null;
  @state() private refused: readonly Remark[] | null = null;
  @query("dialog") private dialog!: HTMLDialogElement;
  @query("process-control") private control!: Control;
  private readonly frame = new Frame(this);
  private submission!: ReturnType<typeof submitter>;
  private announcer!: Announcer;
  private open: StudentArgs["run"] = null;
  private was_frozen = false;
  private request = 0;
  private last_ms = 0;
  private drawn_ms = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.submission = submitter(this.call);
    this.announcer = new Announcer(this.args.exercise.plant);
    this.attempts = this.args.attempts;
    this.attempt = this.args.last_attempt;
    this.open = this.args.run;
    this.request = requestAnimationFrame(this.onFrame);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.request);
  }

  private readonly onFrame = (now_ms: number): void => {
    this.request = requestAnimationFrame(this.onFrame);
    const { player } = this;
    if (player !== null) {
      player.tick(now_ms - this.last_ms);
      if (now_ms - this.drawn_ms >= DRAW_MS) this.draw(player, now_ms);
    }
    this.last_ms = now_ms;
  };

  private draw(player: Player, now_ms: number): void {
    this.drawn_ms = now_ms;
    rememberPlayed(player.run.run_id, player.played_s);
    this.requestUpdate();
  }

  // -- what the learner does ---------------------------------------------------------------------

  private async begin(run_id: string): Promise<void> {
    if (this.busy !== null) return;
    await this.work("starting", async () => {
      const run = await this.call<Begun>("begin", { run_id });
      const send = (ask: unknown): Promise<Chunk> => this.call<Chunk>("advance", ask);
      this.player = new Player(send, run, recallPlayed(run_id));
      this.player.frozen = false;
      this.open = null;
      this.refused = null;
      this.reading = false;
      if (this.beside === "result") this.beside = "procedure";
      if (this.tab === "result") this.tab = "plant";
    });
  }

  private readonly onAct = ({ detail }: CustomEvent<Act>): void => {
    this.player?.act(detail.tag, detail.value);
    this.requestUpdate();
  };

  private readonly onChoose = async ({ detail }: CustomEvent<string>): Promise<void> => {
    this.tab = "control";
    await this.updateComplete;
    this.control.choose(detail);
  };

  private ask(): void {
    if (this.player === null || this.busy !== null) return;
    this.was_frozen = this.player.frozen;
    this.player.frozen = true;
    this.dialog.showModal();
  }

  private answer(yes: boolean): void {
    this.dialog.close();
    const { player } = this;
    if (player === null) return;
    if (yes) void this.submit(player);
    else player.frozen = this.was_frozen;
  }

  private async submit(player: Player): Promise<void> {
    await this.work("submitting", async () => {
      const input = { run_id: player.run.run_id, end_s: player.played_s };
      const answer = await this.submission(input);
      if ("refused" in answer) {
        this.refused = answer.refused;
      } else {
        this.refused = null;
        this.attempt = answer.attempt;
        this.attempts = answer.attempts;
        player.close();
      }
      this.tab = "result";
      this.beside = "result";
    });
  }

  private async work(busy: "starting" | "submitting", act: () => Promise<void>): Promise<void> {
    this.busy = busy;
    this.notice = "";
    try {
      await act();
    } catch (error) {
      this.notice = this.say(failureText(error));
    } finally {
      this.busy = null;
    }
  }

  private get left(): number | null {
    return attemptsLeft(this.args.max_attempts, this.attempts.length);
  }

  // -- the screen --------------------------------------------------------------------------------

  override render(): TemplateResult {
    const { narrow } = this.frame;
    const moment = this.player?.film.at(this.player.played_s) ?? null;
    const { plant } = this.args.exercise;
    const standing =
      this.player !== null && moment !== null
        ? standingAlarms(plant, this.player.film, moment)
        : [];
    return html`<div
      class="frame ${narrow ? "narrow" : "wide"}"
      @process-act=${this.onAct}
      @process-choose=${this.onChoose}
    >
      ${this.header()}
      ${this.player === null || moment === null || this.reading
        ? this.sheet()
        : this.room(this.player, moment, standing)}
      ${this.confirmation()}
      <div class="visually-hidden" aria-live="assertive">
        ${this.announcer.say(this.player, this.language)}
      </div>
    </div>`;
  }

  private header(): TemplateResult {
    const { exercise } = this.args;
    const { player } = this;
    return html`<header>
      <h2>${exercise.title[this.language]}</h2>
      ${player === null ? nothing : this.transportOf(player)}
      <div class="actions">
        ${player === null || this.reading
          ? nothing
          : html`<button type="button" class="button" @click=${() => this.read(player)}>
              ${this.say(texts.brief)}
            </button>`}
        ${player === null || player.closed
          ? nothing
          : html`<button
              type="button"
              class="button primary"
              ?disabled=${this.busy !== null || !player.settled}
              @click=${() => this.ask()}
            >
              ${this.say(this.busy === "submitting" ? texts.submitting : texts.submit)}
            </button>`}
        ${player?.closed === true && this.left !== 0
          ? html`<button
              type="button"
              class="button primary"
              ?disabled=${this.busy !== null}
              @click=${() => this.begin(newId())}
            >
              ${this.say(texts.again)}
            </button>`
          : nothing}
      </div>
    </header>`;
  }

  private read(player: Player): void {
    player.frozen = true;
    this.reading = true;
  }

  private transportOf(player: Player): TemplateResult {
    return transport({
      exercise: this.args.exercise,
      language: this.language,
      narrow: this.frame.narrow,
      player,
      changed: () => this.requestUpdate(),
    });
  }

  private sheet(): TemplateResult {
    const { player, open } = this;
    return briefSheet({
      exercise: this.args.exercise,
      language: this.language,
      notice: this.notice,
      busy: this.busy !== null,
      standing: this.standing(),
      openAt_s: open === null ? null : Math.max(open.at_s, recallPlayed(open.id)),
      left: this.left,
      attempt: this.attempt,
      goOn:
        player !== null
          ? () => this.back(player)
          : open !== null
            ? () => void this.begin(open.id)
            : null,
      start: () => void this.begin(newId()),
    });
  }

  private back(player: Player): void {
    this.reading = false;
    player.frozen = player.closed;
  }

  private standing(): string {
    const { left } = this;
    const allowance = left === null ? "" : this.say(texts.left, { left });
    if (this.attempts.length === 0) return allowance;
    const best = Math.max(...this.attempts.map((one) => one.points / one.out_of));
    const percent = shortNumber(100 * best, 0);
    return [this.say(texts.best, { percent }), allowance].filter(Boolean).join(" · ");
  }

  private room(player: Player, moment: Moment, standing: readonly Standing[]): TemplateResult {
    const { narrow } = this.frame;
    const ofTag = alarmOfTag(standing);
    return html`${this.bannerOf(player, moment, standing)} ${narrow ? this.tabs(NARROW, standing) : nothing}
      <div class="panels">
        ${this.panel("plant", this.plantPanel(moment, ofTag))}
        ${this.panel("control", this.controlPanel(player, moment, ofTag))}
        ${this.panel("trend", this.trendPanel(player))}
        <div class="beside">
          ${narrow ? nothing : this.tabs(BESIDE, standing)}
          ${this.panel("procedure", this.procedurePanel(moment))}
          ${this.panel("alarms", this.alarmsPanel(player, standing))}
          ${this.panel("result", this.resultPanel())}
        </div>
      </div>`;
  }

  private bannerOf(player: Player, moment: Moment, standing: readonly Standing[]): TemplateResult {
    return banner({
      plant: this.args.exercise.plant,
      language: this.language,
      player,
      moment,
      first: standing[0],
      notice: this.notice,
    });
  }

  private tabs(ids: readonly TabId[], standing: readonly Standing[]): TemplateResult {
    const unacknowledged = standing.filter((one) => one.unacknowledged).length;
    const tabs: Tab[] = ids
      .filter((id) => id !== "result" || this.attempt !== null || this.refused !== null)
      .map((id) => ({
        id,
        label: this.say(texts[id]),
        count: id === "alarms" ? unacknowledged : 0,
      }));
    const { narrow } = this.frame;
    return tabList(this.say(texts.panels), tabs, narrow ? this.tab : this.beside, (id) => {
      this.tab = id as TabId;
      if (!narrow) this.beside = id as TabId;
    });
  }

  private panel(id: TabId, content: TemplateResult): TemplateResult {
    const { narrow } = this.frame;
    const isTab = narrow || BESIDE.includes(id);
    const shown = narrow ? this.tab === id : !isTab || this.beside === id;
    return html`<div
      id="panel-${id}"
      class="panel-${id}"
      role=${isTab ? "tabpanel" : "region"}
      aria-label=${this.say(texts[id])}
      tabindex=${SCROLLED.includes(id) ? 0 : nothing}
      ?hidden=${!shown}
    >
      ${content}
    </div>`;
  }

  private plantPanel(moment: Moment, alarms: ReadonlyMap<string, Standing>): TemplateResult {
    return html`<process-mimic
      .plant=${this.args.exercise.plant}
      .moment=${moment}
      .alarms=${alarms}
      ?tall=${this.frame.narrow}
    ></process-mimic>`;
  }

  private controlPanel(
    player: Player,
    moment: Moment,
    alarms: ReadonlyMap<string, Standing>,
  ): TemplateResult {
    return html`<process-control
      .plant=${this.args.exercise.plant}
      .moment=${moment}
      .alarms=${alarms}
      .pending=${(tag: string) => player.pending(tag)}
      ?disabled=${player.closed || player.ended !== null || player.fault !== null}
    ></process-control>`;
  }

  private trendPanel(player: Player): TemplateResult {
    return html`<process-trend
      .plant=${this.args.exercise.plant}
      .pens=${this.args.exercise.pens}
      .film=${player.film}
      .played_s=${player.played_s}
    ></process-trend>`;
  }

  private procedurePanel(moment: Moment): TemplateResult {
    return html`<process-procedure
      .exercise=${this.args.exercise}
      .states=${moment.steps}
    ></process-procedure>`;
  }

  private alarmsPanel(player: Player, standing: readonly Standing[]): TemplateResult {
    return html`<process-alarms
      .plant=${this.args.exercise.plant}
      .standing=${standing}
      .journal=${player.film.journal(player.played_s)}
      ?disabled=${player.closed || player.fault !== null}
    ></process-alarms>`;
  }

  private resultPanel(): TemplateResult {
    if (this.attempt === null && this.refused === null) {
      return html`<p class="muted">${this.say(texts.noResult)}</p>`;
    }
    return html`<gongxue-report
      .attempt=${this.attempt}
      .refused=${this.refused}
    ></gongxue-report>`;
  }

  private confirmation(): TemplateResult {
    const early = this.player?.ended === null;
    return html`<dialog aria-labelledby="confirm-title" @cancel=${() => this.answer(false)}>
      <h3 id="confirm-title">${this.say(texts.confirm)}</h3>
      ${early ? html`<p>${this.say(texts.confirmEarly)}</p>` : nothing}
      ${this.left === null
        ? nothing
        : html`<p>${this.say(texts.confirmAttempts, { left: this.left })}</p>`}
      <div class="answers">
        <button type="button" class="button" @click=${() => this.answer(false)}>
          ${this.say(texts.cancel)}
        </button>
        <button type="button" class="button primary" @click=${() => this.answer(true)}>
          ${this.say(texts.submit)}
        </button>
      </div>
    </dialog>`;
  }

  static override styles = [base, buttons, panels, tabStyles, room, exerciseStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "process-exercise": ProcessExercise;
  }
}
