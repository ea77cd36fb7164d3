import { describe, expect, it } from "vitest";

import type { MillingSimulation, Move, Tool } from "../../../../xblocks/nc/ui/model";
import { inflated, numbersIn } from "../../../../xblocks/nc/ui/packed";
import { reachOf, wayBetween } from "../../../../xblocks/nc/ui/reach";
import { type Removal, removalOf } from "../../../../xblocks/nc/ui/removal";
import { fieldOf } from "./fields";

const move = (points: number[], t0_s: number, t1_s: number): Move => ({
  kind: "feed",
  line: 1,
  points,
  t0_s,
  t1_s,
  tool: 1,
  feed_mm_per_min: 100,
  spindle_rpm: 1000,
});
const tools = [{ number: 1, diameter_mm: 2 }] as unknown as Tool[];

/** Numbers below 128, each in its byte, as a chunk of the server's. */
const chunkOf = async (...numbers: number[]): Promise<string> => {
  const packing = new CompressionStream("deflate");
  const packed = new Response(packing.readable).arrayBuffer();
  const writer = packing.writable.getWriter();
  await writer.write(Uint8Array.from(numbers));
  await writer.close();
  return btoa(String.fromCharCode(...new Uint8Array(await packed)));
};

describe("packed numbers", () => {
  it("have 7 bits in each byte, the lowest first", () => {
    expect([...numbersIn(Uint8Array.of(0, 127, 0x80, 1, 0xff, 0xff, 3))]).toEqual([
      0, 127, 128, 65535,
    ]);
  });

  it("come out of base64 as they were deflated", async () => {
    expect([...(await inflated(await chunkOf(3, 1, 4, 1, 5)))]).toEqual([3, 1, 4, 1, 5]);
  });
});

describe("the way of a tool", () => {
  const moves = [
    move([0, 0, 5, 0, 0, -1], 0, 2),
    move([0, 0, -1, 10, 0, -1], 2, 12),
    move([10, 0, -1, 10, 10, -1, 0, 10, -1], 12, 32),
  ];
  const way = wayBetween(moves, 0, 3, tools);

  it.each([
    ["straight down, at the end of that", 0.5, 0.5, 2],
    ["ahead of its middle by its radius", 6, 0, 7],
    ["aside, later than ahead", 6, 0.8, 7.4],
    ["beyond a corner, on the next piece", 10, 5, 16],
    ["on the second piece of a move", 5, 10, 26],
    ["nowhere, at the end of all", 50, 50, 32],
  ])("comes %s", (_name, x, y, time_s) => {
    expect(reachOf(way, x, y, -1)).toBeCloseTo(time_s, 9);
  });

  it("does not come to what it passes over high above", () => {
    const over = [move([-9, 0, 5, 9, 0, 5], 0, 9), move([9, 0, -1, -9, 0, -1], 9, 27)];
    expect(reachOf(wayBetween(over, 0, 2, tools), 3, 0, -1)).toBeCloseTo(14, 9);
    expect(reachOf(wayBetween(over, 0, 2, tools), 3, 0, -2)).toBe(27);
  });

  it("of moves that go nowhere ends with them", () => {
    expect(reachOf(wayBetween([move([], 3, 4)], 0, 1, tools), 0, 0, 0)).toBe(4);
    expect(reachOf(wayBetween([], 0, 0, tools), 0, 0, 0)).toBe(0);
  });
});

describe("what a run takes off", () => {
  // A row of 6 cells along X at -2.5 ... 2.5. The first cut lowers the cells 1 to 3 by 5, 4 and
  // 6 um, the second one cell 2 by 7 and cell 5 by 1.
  const moves = [
    move([-3, 0, -1, 3, 0, -1], 0, 6),
    move([], 6, 7),
    move([3, 0, -2, -3, 0, -2], 7, 13),
  ];
  const part = fieldOf(6, 1, [0, -5, -11, -6, 0, -1]);
  const run = async (): Promise<Removal> => {
    const chunks = [
      await chunkOf(0, 1, 1, 3, 10, 1, 4),
      await chunkOf(2, 2, 2, 1, 2, 1, 14, 11),
    ];
    const simulation = { part, moves, removal: { changes: 5, chunks } };
    return removalOf(simulation as unknown as MillingSimulation, tools);
  };
  const at = async (...times: number[]): Promise<number[]> => {
    const removal = await run();
    for (const time of times) removal.seek(time);
    return [...removal.heights_um];
  };

  it("is nothing before the run and the finished part after it", async () => {
    expect(await at(-1)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await at(13)).toEqual([0, -5, -11, -6, 0, -1]);
  });

  it("comes off in step with the tool", async () => {
    expect(await at(1)).toEqual([0, -5, 0, 0, 0, 0]);
    expect(await at(2)).toEqual([0, -5, -4, 0, 0, 0]);
    expect(await at(6.5)).toEqual([0, -5, -4, -6, 0, 0]);
    expect(await at(8)).toEqual([0, -5, -4, -6, 0, -1]);
  });

  it("is the same whether one comes from before or from after", async () => {
    const times = [0, 0.7, 1.4, 2, 6, 7.5, 10, 12.9];
    for (const time of times) expect(await at(13, time)).toEqual(await at(time));
    expect(await at(3, 9, 1, 20, -5, 13)).toEqual(await at(13));
  });

  it("tells which cells a step has changed", async () => {
    const removal = await run();
    expect([...removal.seek(6.5)].sort()).toEqual([1, 2, 3]);
    expect([...removal.seek(6.6)]).toEqual([]);
    expect([...removal.seek(1.5)].sort()).toEqual([2, 3]);
  });

  it("is nothing of a program that cuts nothing", async () => {
    const idle = { part, moves: [], removal: { changes: 0, chunks: [] } };
    const removal = await removalOf(idle as unknown as MillingSimulation, tools);
    expect([...removal.seek(5)]).toEqual([]);
    expect(Math.max(...removal.heights_um)).toBe(0);
  });
});
