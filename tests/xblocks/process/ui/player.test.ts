import { describe, expect, test } from "vitest";

import type { Action, Begun, Chunk, Frames } from "../../../../xblocks/process/ui/model";
import { type Ask, Player } from "../../../../xblocks/process/ui/player";
import { Refused, Unreachable } from "../../../../xblocks/ui/server";

function frames(from_s: number, until_s: number, mark: number): Frames {
  const t = Array.from({ length: until_s - from_s }, (_, i) => from_s + i);
  const each = <T>(value: T): T[] => t.map(() => value);
  return {
    t,
    values: { TI101: each(mark) },
    alarms: each("0"),
    trips: each("0"),
    steps: each("0"),
    events: [],
  };
}

/** A server that answers when told to. */
class Server {
  readonly asked: Ask[] = [];
  private answers: { resolve: (chunk: Chunk) => void; reject: (error: unknown) => void }[] = [];
  endAt: number | null = null;

  readonly send = (ask: Ask): Promise<Chunk> => {
    this.asked.push(ask);
    return new Promise((resolve, reject) => this.answers.push({ resolve, reject }));
  };

  async answer(mark = 0): Promise<void> {
    const ask = this.asked[this.asked.length - this.answers.length];
    const waiting = this.answers.shift();
    if (ask === undefined || waiting === undefined) throw new Error("nothing was asked");
    const until_s = this.endAt === null ? ask.until_s : Math.min(ask.until_s, this.endAt + 1);
    const ended =
      this.endAt !== null && until_s > this.endAt
        ? ({ t_s: this.endAt, why: "success", rule: "" } as const)
        : null;
    waiting.resolve({ from_s: ask.from_s, until_s, frames: frames(ask.from_s, until_s, mark), ended });
    await settle();
  }

  async fail(error: unknown): Promise<void> {
    this.answers.shift()?.reject(error);
    await settle();
  }
}

const settle = (): Promise<void> => new Promise((resume) => setTimeout(resume, 0));

function begun(until_s = 60): Begun {
  return {
    run_id: "run",
    history: null,
    chunk: { from_s: 0, until_s, frames: frames(0, until_s, 0), ended: null },
  };
}

function playing(server: Server, speed = 1): Player {
  const player = new Player(server.send, begun());
  player.frozen = false;
  player.speed = speed;
  return player;
}

function pass(player: Player, real_s: number): void {
  for (let ms = 0; ms < real_s * 1000 - 1; ms += 100) player.tick(100);
  player.tick(0.01); // what the sums of 0.1 lack
}

describe("time", () => {
  test("a second at 10x plays ten scans", () => {
    const player = playing(new Server(), 10);
    pass(player, 1);
    expect(player.played_s).toBe(10);
  });

  test("a frozen plant stands still", () => {
    const player = playing(new Server(), 10);
    player.frozen = true;
    pass(player, 5);
    expect(player.played_s).toBe(0);
  });

  test("a page that slept does not catch up", () => {
    const player = playing(new Server(), 1);
    player.tick(60_000);
    expect(player.played_s).toBe(0);
  });

  test("tick tells when another scan is to be shown", () => {
    const player = playing(new Server(), 5);
    expect(player.tick(100)).toBe(false);
    expect(player.tick(100)).toBe(true);
  });
});

describe("the scans ahead", () => {
  test("more is asked for before they run out, from the next scan on", async () => {
    const server = new Server();
    const player = playing(server);
    pass(player, 41);
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]).toMatchObject({ run_id: "run", actions: [] });
    expect(server.asked[0]?.until_s).toBe((server.asked[0]?.from_s ?? 0) + 60);
    await server.answer();
    pass(player, 30);
    expect(player.played_s).toBe(71);
  });

  test("the plant waits at their end, and goes on when the answer comes", async () => {
    const server = new Server();
    const player = playing(server, 30);
    pass(player, 10);
    expect(player.played_s).toBe(59);
    expect(player.waiting).toBe(true);
    expect(server.asked).toHaveLength(1);
    await server.answer();
    expect(player.waiting).toBe(false);
    pass(player, 1);
    expect(player.played_s).toBe(90);
  });

  test("a fast run asks for longer chunks", () => {
    const server = new Server();
    const player = playing(server, 60);
    player.tick(100);
    expect((server.asked[0]?.until_s ?? 0) - (server.asked[0]?.from_s ?? 0)).toBe(300);
  });

  test("a learner at 10x asks fewer than 400 times an hour", async () => {
    const server = new Server();
    const player = playing(server, 10);
    for (let s = 0; s < 600; s++) {
      pass(player, 1);
      if (server.asked.length > 0) await server.answer().catch(() => undefined);
    }
    expect(player.played_s).toBeGreaterThan(5900);
    expect(server.asked.length * 6).toBeLessThan(400);
  });
});

describe("actions", () => {
  test("an action belongs to the next scan, and play holds there for the answer", async () => {
    const server = new Server();
    const player = playing(server);
    pass(player, 5);
    player.act("P102", 1);
    expect(server.asked[0]).toEqual({
      run_id: "run",
      from_s: 6,
      until_s: 66,
      actions: [[6, "P102", 1]],
    });
    pass(player, 5);
    expect(player.played_s).toBe(5);
    expect(player.settled).toBe(false);
    await server.answer(9);
    expect(player.settled).toBe(true);
    pass(player, 0.5);
    expect(player.played_s).toBe(6);
    expect(player.film.at(5)?.number("TI101")).toBe(0);
    expect(player.film.at(6)?.number("TI101")).toBe(9);
  });

  test("what is done while an answer is on its way goes out after it, for the same scan", async () => {
    const server = new Server();
    const player = playing(server);
    player.act("P102", 1);
    player.act("P101", 1);
    expect(server.asked).toHaveLength(1);
    await server.answer();
    player.tick(100);
    const both: Action[] = [
      [1, "P102", 1],
      [1, "P101", 1],
    ];
    expect(server.asked[1]?.actions).toEqual(both);
    pass(player, 3);
    expect(player.played_s).toBe(0);
    await server.answer();
    expect(player.settled).toBe(true);
  });

  test("an action during a fetch holds play, and asks again from its own scan", async () => {
    const server = new Server();
    const player = playing(server);
    pass(player, 41);
    expect(server.asked).toHaveLength(1);
    const { played_s } = player;
    player.act("P102", 1);
    await server.answer();
    player.tick(100);
    expect(server.asked[1]).toMatchObject({
      from_s: played_s + 1,
      actions: [[played_s + 1, "P102", 1]],
    });
  });

  test("an action that was shown is not sent again", async () => {
    const server = new Server();
    const player = playing(server);
    player.act("P102", 1);
    await server.answer();
    pass(player, 3);
    player.act("P101", 1);
    expect(server.asked[1]?.actions).toEqual([[4, "P101", 1]]);
  });

  test("an action in a frozen plant is taken and shown as pending", async () => {
    const server = new Server();
    const player = playing(server);
    player.frozen = true;
    player.act("TIC101.SP", 60);
    expect(player.pending("TIC101.SP")).toBe(60);
    await server.answer();
    expect(player.played_s).toBe(0);
    expect(player.pending("TIC101.SP")).toBe(60);
    player.frozen = false;
    pass(player, 1);
    expect(player.pending("TIC101.SP")).toBeUndefined();
  });

  test("a refused action is dropped, and the plant goes on", async () => {
    const server = new Server();
    const player = playing(server);
    player.act("P909", 1);
    const text = { "zh-Hans": "没有", en: "no such tag" };
    await server.fail(new Refused(400, text));
    expect(player.refusal).toBe(text);
    expect(player.settled).toBe(true);
    pass(player, 2);
    expect(player.played_s).toBe(2);
  });
});

describe("trouble", () => {
  test("without network the plant plays what it has, waits, asks again, and resumes", async () => {
    const server = new Server();
    const player = playing(server, 5);
    pass(player, 20);
    await server.fail(new Unreachable("network"));
    expect(player.offline).toBe(true);
    pass(player, 2);
    expect(server.asked).toHaveLength(1);
    pass(player, 2);
    expect(server.asked).toHaveLength(2);
    await server.answer();
    expect(player.offline).toBe(false);
    pass(player, 1);
    expect(player.played_s).toBe(65);
  });

  test("an action without network goes out when it is back", async () => {
    const server = new Server();
    const player = playing(server);
    player.act("P102", 1);
    await server.fail(new Unreachable("network"));
    player.act("P101", 1);
    pass(player, 4);
    expect(server.asked[1]?.actions).toHaveLength(2);
  });

  test("a run that another window has stops here", async () => {
    const server = new Server();
    const player = playing(server);
    player.act("P102", 1);
    const text = { "zh-Hans": "另一个窗口", en: "another window" };
    await server.fail(new Refused(409, text));
    expect(player.fault).toBe(text);
    pass(player, 5);
    expect(player.played_s).toBe(0);
    expect(server.asked).toHaveLength(1);
  });
});

describe("begin and end", () => {
  test("the run ends where the server ends it, and not before it has been played", async () => {
    const server = new Server();
    server.endAt = 70;
    const player = playing(server, 10);
    pass(player, 4);
    await server.answer();
    expect(player.ended).toBeNull();
    pass(player, 10);
    expect(player.played_s).toBe(70);
    expect(player.ended?.why).toBe("success");
    expect(player.waiting).toBe(false);
    player.act("P102", 1);
    expect(server.asked).toHaveLength(1);
  });

  test("an action before the end moves the end", async () => {
    const server = new Server();
    server.endAt = 70;
    const player = playing(server, 10);
    pass(player, 4);
    await server.answer();
    server.endAt = null;
    player.act("P102", 1);
    await server.answer();
    pass(player, 20);
    expect(player.ended).toBeNull();
    expect(player.played_s).toBeGreaterThan(70);
  });

  test("a reload goes on at the scan that was shown, within what is still open", () => {
    const chunk = { from_s: 100, until_s: 160, frames: frames(100, 160, 0), ended: null };
    const run: Begun = { run_id: "run", history: frames(0, 100, 0), chunk };
    const at = (s: number): number => new Player(new Server().send, run, s).played_s;
    expect(at(130)).toBe(130);
    expect(at(20)).toBe(100);
    expect(at(500)).toBe(159);
  });
});
