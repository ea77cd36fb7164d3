/** The three-dimensional picture: part, clamps, tool and path. Drawn when something changed, not
 * all the time, for the sake of a phone's battery. */

import {
  AmbientLight,
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  CanvasTexture,
  Color,
  CylinderGeometry,
  DirectionalLight,
  DoubleSide,
  Group,
  LineBasicMaterial,
  LineDashedMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  PerspectiveCamera,
  Plane,
  Raycaster,
  Scene,
  SRGBColorSpace,
  SphereGeometry,
  Spherical,
  Sprite,
  SpriteMaterial,
  Vector2,
  Vector3,
  WebGLRenderer,
} from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";

import type { Axis } from "./measuring";
import type { Box, MillingExercise, Move, Point, Tool } from "./model";
import type { Span, Surface } from "./surface";

export type ViewName = "top" | "front" | "iso";

/** From where each view looks, as seen from the part's middle. */
const DIRECTIONS: Readonly<Record<ViewName, Point>> = {
  top: [0, -0.001, 1],
  front: [0, -1, 0.001],
  iso: [0.5, -1, 0.85],
};

const COLOURS = {
  background: 0xf5f7f9,
  clamp: 0xb08a4a,
  feed: 0x0b5cad,
  rapid: 0xe07b00,
  flutes: 0x8fa3b8,
  shank: 0xaab4be,
  holder: 0x5b6875,
};

/** Less material than this above the stock's underside is none. */
const THROUGH_MM = 0.0005;

/** A way is picked from so near, as a share of how far one is from the part. */
const PICK_SHARE = 0.008;

/** The axes of G54, in the colours of every CAD system. */
const AXES = [
  { name: "X", to: [1, 0, 0], colour: "#c62828" },
  { name: "Y", to: [0, 1, 0], colour: "#1a7f37" },
  { name: "Z", to: [0, 0, 1], colour: "#0b5cad" },
] as const;

/** Whether this browser can draw in three dimensions. */
export function canDraw(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

export class PartScene {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(35, 1, 1, 5000);
  private readonly controls: OrbitControls;
  private readonly part: Mesh<BufferGeometry, MeshLambertMaterial>;
  private readonly path = new Group();
  private readonly tools: ReadonlyMap<number, Group>;
  /** The lines of the path, each with the places in the run that its pieces belong to. */
  private ways: readonly { readonly lines: LineSegments; readonly owners: Uint32Array }[] = [];
  private readonly sight = new Raycaster();
  private readonly marker = markerOf();
  private readonly middle: Vector3;
  private readonly radius: number;
  private frame = 0;
  private sized = false;

  constructor(canvas: HTMLCanvasElement, exercise: MillingExercise) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true });
    this.scene.background = new Color(COLOURS.background);
    // The controls take over which way is up when they are made.
    this.camera.up.set(0, 0, 1);
    this.controls = new OrbitControls(this.camera, canvas);
    const { min_mm: min, max_mm: max } = exercise.stock;
    this.middle = new Vector3(...min).add(new Vector3(...max)).multiplyScalar(0.5);
    this.radius = new Vector3(...max).sub(new Vector3(...min)).length() / 2;
    this.renderer.localClippingEnabled = true;
    // What is cut through is no surface.
    const through = new Plane(new Vector3(0, 0, 1), -min[2] - THROUGH_MM);
    this.part = new Mesh(
      new BufferGeometry(),
      new MeshLambertMaterial({
        vertexColors: true,
        flatShading: true,
        side: DoubleSide,
        clippingPlanes: [through],
      }),
    );
    this.tools = new Map(exercise.tools.map((tool) => [tool.number, toolOf(tool)]));
    this.furnish(exercise);
    this.controls.maxPolarAngle = 0.55 * Math.PI;
    this.controls.minDistance = this.radius / 2;
    this.controls.maxDistance = this.radius * 12;
    this.controls.addEventListener("change", () => this.draw());
  }

  private furnish(exercise: MillingExercise): void {
    const sun = new DirectionalLight(0xffffff, 2.2);
    sun.position.set(-0.6, -1, 2);
    this.scene.add(new AmbientLight(0xffffff, 1.4), sun, this.part, this.path, this.marker);
    this.scene.add(...AXES.map((axis) => axisOf(axis, this.radius * 0.35)));
    for (const clamp of exercise.clamps) this.scene.add(boxOf(clamp));
    for (const tool of this.tools.values()) {
      tool.visible = false;
      this.scene.add(tool);
    }
  }

  /** Show another surface. */
  showSurface({ positions, colours, triangles }: Surface): void {
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new BufferAttribute(positions, 3));
    geometry.setAttribute("color", new BufferAttribute(colours, 3, true));
    geometry.setIndex(new BufferAttribute(triangles, 1));
    this.part.geometry.dispose();
    this.part.geometry = geometry;
    this.draw();
  }

  /** Show that some corners of the surface have changed. */
  updateSurface([first, past]: Span): void {
    for (const name of ["position", "color"]) {
      const attribute = this.part.geometry.getAttribute(name) as BufferAttribute;
      attribute.addUpdateRange(3 * first, 3 * (past - first));
      attribute.needsUpdate = true;
    }
    this.draw();
  }

  /** Cut the part open along an axis through a place that is marked; null shows all of it. */
  showPlace(place: readonly [number, number, number] | null, axis: Axis | null): void {
    const [through] = this.part.material.clippingPlanes as [Plane];
    this.part.material.clippingPlanes = [through];
    this.marker.visible = place !== null;
    if (place !== null) {
      this.marker.position.set(...place);
      this.marker.scale.setScalar(this.radius * 0.012);
    }
    if (place !== null && axis !== null) {
      const towards = axis === "x" ? new Vector3(0, 1, 0) : new Vector3(-1, 0, 0);
      const cut = new Plane().setFromNormalAndCoplanarPoint(towards, new Vector3(...place));
      this.part.material.clippingPlanes.push(cut);
    }
    this.draw();
  }

  /** The line of sight through a place of the picture, each from -1 to 1, right and up. */
  sightThrough(right: number, up: number): { readonly from: Point; readonly direction: Point } {
    this.sight.setFromCamera(new Vector2(right, up), this.camera);
    const { origin, direction } = this.sight.ray;
    return { from: origin.toArray(), direction: direction.toArray() };
  }

  /** The place in the run of the move whose way is seen at a place of the picture, or null. */
  moveAt(right: number, up: number): number | null {
    if (!this.path.visible) return null;
    this.sight.setFromCamera(new Vector2(right, up), this.camera);
    const away = this.camera.position.distanceTo(this.controls.target);
    this.sight.params.Line.threshold = PICK_SHARE * away;
    const seen = this.ways
      .flatMap(({ lines, owners }) =>
        this.sight.intersectObject(lines).map((hit) => ({ hit, owners })),
      )
      .sort((one, other) => one.hit.distance - other.hit.distance);
    const nearest = seen[0];
    return nearest?.owners[(nearest.hit.index ?? 0) / 2] ?? null;
  }

  /** Show the path of a program: rapids dashed. */
  showPath(moves: readonly Move[], visible: boolean): void {
    for (const line of this.path.children as LineSegments[]) line.geometry.dispose();
    this.path.clear();
    this.path.visible = visible;
    const dashed = new LineDashedMaterial({ color: COLOURS.rapid, dashSize: 2.5, gapSize: 1.5 });
    const solid = new LineBasicMaterial({ color: COLOURS.feed });
    this.ways = [true, false].map((rapid) => {
      const { shape, owners } = linesOf(moves, rapid);
      return { lines: new LineSegments(shape, rapid ? dashed : solid), owners };
    });
    this.ways[0]?.lines.computeLineDistances();
    this.path.add(...this.ways.map(({ lines }) => lines));
    this.draw();
  }

  /** Put a tool's tip at a place; null shows no tool. */
  showTool(number: number | null, tip_mm: Point | null): void {
    for (const [known, tool] of this.tools) {
      tool.visible = known === number && tip_mm !== null;
      if (tool.visible && tip_mm !== null) tool.position.set(...tip_mm);
    }
    this.draw();
  }

  /** Look at the whole part from one of the usual sides. */
  look(from: ViewName): void {
    const distance = (1.15 * this.radius) / Math.sin((this.camera.fov * Math.PI) / 360);
    const narrow = Math.max(1, 1 / this.camera.aspect);
    const direction = new Vector3(...DIRECTIONS[from]).normalize();
    this.controls.target.copy(this.middle);
    this.camera.position.copy(this.middle).addScaledVector(direction, distance * narrow);
    this.controls.update();
    this.draw();
  }

  /** Turn the view by radians, or move nearer by a factor below 1: what the keyboard does. */
  turn(around: number, up: number, farther = 1): void {
    const offset = this.camera.position.clone().sub(this.controls.target);
    // three.js measures angles about Y; our Z is up.
    const angles = new Spherical().setFromCartesianCoords(offset.x, offset.z, -offset.y);
    angles.theta += around;
    angles.phi = Math.min(Math.max(angles.phi - up, 0.001), this.controls.maxPolarAngle);
    angles.radius *= farther;
    const turned = new Vector3().setFromSpherical(angles);
    this.camera.position.set(turned.x, -turned.z, turned.y).add(this.controls.target);
    this.controls.update();
    this.draw();
  }

  /** Fit the picture to the size of its place, in CSS pixels. */
  resize(width: number, height: number): void {
    if (width === 0 || height === 0) return;
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    if (!this.sized) this.look("iso");
    this.sized = true;
    this.draw();
  }

  /** Give the graphics card back what was borrowed. */
  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.controls.dispose();
    this.scene.traverse((object) => {
      if (object instanceof Mesh || object instanceof LineSegments) object.geometry.dispose();
    });
    this.renderer.dispose();
  }

  /** Draw in the next frame; a drawing that is due already is not put off. */
  private draw(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.renderer.render(this.scene, this.camera);
    });
  }
}

/** An axis from the datum, with its letter at the end, visible through everything. */
function axisOf({ name, to, colour }: (typeof AXES)[number], length: number): Group {
  const tip = new Vector3(...to).multiplyScalar(length);
  const shape = new BufferGeometry().setFromPoints([new Vector3(), tip]);
  const line = new LineSegments(
    shape,
    new LineBasicMaterial({ color: colour, depthTest: false, transparent: true }),
  );
  const map = new CanvasTexture(letterOf(name, colour));
  map.colorSpace = SRGBColorSpace;
  const letter = new Sprite(new SpriteMaterial({ map, depthTest: false }));
  letter.position.copy(tip).multiplyScalar(1.12);
  letter.scale.setScalar(length * 0.28);
  line.renderOrder = letter.renderOrder = 1;
  return new Group().add(line, letter);
}

function letterOf(letter: string, colour: string): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const pen = canvas.getContext("2d");
  if (pen === null) return canvas;
  pen.font = "bold 48px sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = colour;
  pen.fillText(letter, 32, 34);
  return canvas;
}

function boxOf({ min_mm: min, max_mm: max }: Box): Mesh {
  const box = new BoxGeometry(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
  const mesh = new Mesh(box, material(COLOURS.clamp, 0.6));
  mesh.position.set((min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2);
  return mesh;
}

/** A tool with its tip at the origin: flutes, shank, and the holder above them. */
function toolOf(tool: Tool): Group {
  const group = new Group();
  const [flute, stickOut] = [tool.flute_length_mm, tool.stick_out_mm];
  const ball = tool.shape === "ball" ? tool.diameter_mm / 2 : 0;
  const tip = Math.max(ball, tool.tip_length_mm);
  group.add(cylinder(tool.diameter_mm, tip, flute, COLOURS.flutes));
  if (ball > 0) {
    const sphere = new Mesh(new SphereGeometry(ball, 24, 16), material(COLOURS.flutes));
    sphere.position.z = ball;
    group.add(sphere);
  } else if (tip > 0) {
    group.add(cylinder(tool.diameter_mm, 0, tip, COLOURS.flutes, 1, tool.tip_diameter_mm));
  }
  if (stickOut > flute) group.add(cylinder(tool.shank_diameter_mm, flute, stickOut, COLOURS.shank));
  const holder = cylinder(tool.holder_diameter_mm, stickOut, stickOut + 40, COLOURS.holder, 0.35);
  return group.add(holder);
}

/** A cylinder about the Z axis, or a cone whose lower end has another diameter. */
function cylinder(
  diameter: number,
  from: number,
  to: number,
  colour: number,
  opacity = 1,
  lower = diameter,
): Mesh {
  const shape = new CylinderGeometry(diameter / 2, lower / 2, to - from, 32);
  shape.rotateX(Math.PI / 2);
  const mesh = new Mesh(shape, material(colour, opacity));
  mesh.position.z = (from + to) / 2;
  return mesh;
}

function material(color: number, opacity = 1): MeshLambertMaterial {
  return new MeshLambertMaterial({ color, opacity, transparent: opacity < 1 });
}

/** The ways of rapids, or of the other moves, as pairs of points, as the graphics card draws
 * separate lines; and of each pair the place of its move in the run. */
function linesOf(
  moves: readonly Move[],
  rapid: boolean,
): { readonly shape: BufferGeometry; readonly owners: Uint32Array } {
  const [pairs, owners]: [number[], number[]] = [[], []];
  for (const [place, { kind, points }] of moves.entries()) {
    if ((kind === "rapid") !== rapid) continue;
    for (let at = 3; at + 2 < points.length; at += 3) {
      pairs.push(...points.slice(at - 3, at + 3));
      owners.push(place);
    }
  }
  const shape = new BufferGeometry();
  shape.setAttribute("position", new BufferAttribute(Float32Array.from(pairs), 3));
  return { shape, owners: Uint32Array.from(owners) };
}

/** A red dot of 1 mm, visible through everything. */
function markerOf(): Mesh {
  const look = new MeshBasicMaterial({ color: 0xb3261e, depthTest: false, transparent: true });
  const marker = new Mesh(new SphereGeometry(1, 16, 12), look);
  marker.visible = false;
  marker.renderOrder = 2;
  return marker;
}
