/** Where the parts of the reactor's drawing stand: on a wide screen, and on a phone held upright. */

export interface Place {
  readonly tag: string;
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Move of the vessel, whose own place is around (392, 205). */
  readonly vessel: readonly [x: number, y: number];
  readonly preheater: readonly [x: number, y: number];
  readonly pipes: string;
  readonly thinPipes: string;
  readonly arrows: string;
  readonly signals: string;
  /** Middle of the left edge. */
  readonly instruments: readonly Place[];
  readonly pumps: readonly Place[];
  readonly valves: readonly Place[];
  readonly words: Readonly<
    Record<"feed" | "product" | "water" | "back", readonly [x: number, y: number, end: boolean]>
  >;
}

export const WIDE: Layout = {
  width: 680,
  height: 376,
  vessel: [0, 0],
  preheater: [116, 92],
  pipes: "M8 92H372V136M392 290V344H668M672 232H446",
  thinPipes: "M338 150H324V356H230",
  arrows: "M364 128l8 8 8-8M660 338l8 6-8 6M454 226l-8 6 8 6M238 350l-8 6 8 6",
  signals: "M472 126H434M290 182H350M290 242H350M472 186H446",
  instruments: [
    { tag: "TI103", x: 70, y: 40 },
    { tag: "FI101", x: 206, y: 40 },
    { tag: "TI101", x: 472, y: 126 },
    { tag: "LI101", x: 198, y: 182 },
    { tag: "AI101", x: 198, y: 242 },
    { tag: "TI102", x: 472, y: 186 },
    { tag: "FI102", x: 496, y: 288 },
    { tag: "FI103", x: 500, y: 330 },
  ],
  pumps: [
    { tag: "P101", x: 44, y: 92 },
    { tag: "P102", x: 632, y: 232 },
  ],
  valves: [
    { tag: "FV101", x: 184, y: 92 },
    { tag: "TV101", x: 540, y: 232 },
    { tag: "LV101", x: 440, y: 344 },
  ],
  words: {
    feed: [8, 72, false],
    product: [668, 366, true],
    water: [672, 208, true],
    back: [224, 360, true],
  },
};

export const TALL: Layout = {
  width: 390,
  height: 530,
  vessel: [-194, 74],
  preheater: [92, 76],
  pipes: "M6 76H182V210M198 364V486H380M386 342H252",
  thinPipes: "M144 224H132V440H34",
  arrows: "M174 202l8 8 8-8M372 480l8 6-8 6M260 336l-8 6 8 6M42 434l-8 6 8 6",
  signals: "M290 202H240M98 256H156M98 316H156M290 262H252",
  instruments: [
    { tag: "TI103", x: 46, y: 26 },
    { tag: "FI101", x: 146, y: 26 },
    { tag: "TI101", x: 290, y: 202 },
    { tag: "LI101", x: 6, y: 256 },
    { tag: "AI101", x: 6, y: 316 },
    { tag: "TI102", x: 290, y: 262 },
    { tag: "FI102", x: 234, y: 398 },
    { tag: "FI103", x: 290, y: 450 },
  ],
  pumps: [
    { tag: "P101", x: 36, y: 76 },
    { tag: "P102", x: 356, y: 342 },
  ],
  valves: [
    { tag: "FV101", x: 146, y: 76 },
    { tag: "TV101", x: 288, y: 342 },
    { tag: "LV101", x: 242, y: 486 },
  ],
  words: {
    feed: [6, 52, false],
    product: [382, 510, true],
    water: [386, 318, true],
    back: [34, 428, false],
  },
};
