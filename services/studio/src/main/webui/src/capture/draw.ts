/** What the page draws: the tracked face over the picture, the guide, and the puppet. */

import type { Bones } from "./body/bones";
import { drawArms, drawBody } from "./body/draw";
import { GUIDE, type Framing } from "./framing";
import { LINES } from "./meshlines";
import type { BodySeen } from "./body/seen";
import type { HeadPose } from "./wire";
import type { Weights } from "./shapes";

const GOOD = "#4ade9a";
const WARN = "#ffc861";
const GLOW = "#ff8a5c";

/** Makes a canvas as sharp as the screen; its context works in CSS pixels. */
function sharp(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const scale = Math.min(2, window.devicePixelRatio);
  const width = Math.round(canvas.clientWidth * scale);
  const height = Math.round(canvas.clientHeight * scale);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext("2d");
  context?.setTransform(scale, 0, 0, scale, 0, 0);
  context?.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  return context;
}

/**
 * Draws guide and face over the picture, which is mirrored and fills the canvas as `object-fit:
 * cover` does. Without a framing, no guide.
 */
export function drawStage(
  canvas: HTMLCanvasElement,
  picture: { width: number; height: number },
  landmarks: Float32Array | undefined,
  framing: Framing | undefined,
  body: BodySeen | undefined,
): void {
  const context = sharp(canvas);
  if (context === null || picture.width === 0) {
    return;
  }
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const scale = Math.max(width / picture.width, height / picture.height);
  const shown = { width: picture.width * scale, height: picture.height * scale };
  if (framing !== undefined) {
    drawGuide(context, width, height, shown.height, framing);
  }
  const place = (x: number, y: number): readonly [number, number] =>
    [width / 2 - (x - 0.5) * shown.width, height / 2 + (y - 0.5) * shown.height];
  context.lineWidth = 1.6;
  context.lineJoin = "round";
  context.strokeStyle = "rgb(255 255 255 / 0.85)";
  if (body !== undefined) {
    drawBody(context, body, place);
  }
  if (landmarks === undefined) {
    return;
  }
  for (const line of LINES) {
    context.beginPath();
    line.forEach((index, i) => {
      const [x, y] = place(landmarks[index * 2] ?? 0, landmarks[index * 2 + 1] ?? 0);
      if (i === 0) {
        context.moveTo(x, y);
      } else {
        context.lineTo(x, y);
      }
    });
    context.stroke();
  }
}

function drawGuide(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  pictureHeight: number,
  framing: Framing,
): void {
  context.beginPath();
  context.ellipse(
    width / 2 + GUIDE.x * pictureHeight,
    height / 2 + GUIDE.y * pictureHeight,
    Math.min(GUIDE.rx * pictureHeight, width * 0.42),
    GUIDE.ry * pictureHeight,
    0, 0, Math.PI * 2,
  );
  context.lineWidth = 3;
  context.setLineDash(framing === "good" ? [] : [10, 8]);
  context.strokeStyle = framing === "good" ? GOOD : WARN;
  context.stroke();
  context.setLineDash([]);
}

/** A face made of nothing but what is sent, with arms where those are: what the service gets. */
export function drawPuppet(
  canvas: HTMLCanvasElement,
  weights: Weights | undefined,
  head: HeadPose | undefined,
  bones: Bones,
): void {
  const context = sharp(canvas);
  if (context === null) {
    return;
  }
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const armed = Object.keys(bones).length > 0;
  const r = Math.min(width, height) * (armed ? 0.2 : 0.38);
  context.save();
  context.translate(width / 2, height * (armed ? 0.3 : 0.5));
  if (weights === undefined) {
    context.globalAlpha = 0.35;
  }
  if (armed) {
    context.save();
    context.translate(0, r * 1.5);
    context.lineWidth = 2;
    context.strokeStyle = GLOW;
    drawArms(context, bones, r * 2.2);
    context.restore();
  }
  const turn = head === undefined ? { yaw: 0, pitch: 0, roll: 0 } : angles(head.rotation);
  // Mirrored like the picture: the person's left is on the left.
  context.rotate(turn.roll);
  new Puppet(context, r, weights ?? {}, -turn.yaw, turn.pitch).draw();
  context.restore();
}

class Puppet {
  private readonly dx: number;
  private readonly dy: number;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly r: number,
    private readonly weights: Weights,
    yaw: number,
    pitch: number,
  ) {
    this.dx = Math.sin(yaw) * r * 0.75;
    this.dy = Math.sin(pitch) * r * 0.75;
  }

  draw(): void {
    const { context, r } = this;
    const jaw = this.weights.jawOpen ?? 0;
    context.beginPath();
    context.ellipse(0, jaw * r * 0.08, r * 0.82, r * (1.02 + jaw * 0.1), 0, 0, Math.PI * 2);
    context.fillStyle = "#1d2330";
    context.strokeStyle = GLOW;
    context.lineWidth = 2;
    context.fill();
    context.stroke();
    context.strokeStyle = "#eef1f7";
    context.fillStyle = "#eef1f7";
    context.lineCap = "round";
    this.eye(-1);
    this.eye(1);
    this.mouth();
  }

  /** @param side -1 on the left of the picture, which is the person's left, mirrored as it is */
  private eye(side: -1 | 1): void {
    const { context, r, weights } = this;
    const own = side < 0 ? "Left" : "Right";
    const open = 1 - (weights[`eyeBlink${own}`] ?? 0) + 0.35 * (weights[`eyeWide${own}`] ?? 0);
    const x = this.dx + side * r * 0.34;
    const y = this.dy - r * 0.14;
    context.beginPath();
    context.ellipse(x, y, r * 0.17, Math.max(1.2, r * 0.12 * Math.max(0, open)), 0, 0, Math.PI * 2);
    context.fill();
    if (open > 0.35) {
      const aside = (weights[`eyeLookOut${own}`] ?? 0) - (weights[`eyeLookIn${own}`] ?? 0);
      const up = (weights[`eyeLookUp${own}`] ?? 0) - (weights[`eyeLookDown${own}`] ?? 0);
      context.save();
      context.fillStyle = "#0a0c11";
      context.beginPath();
      context.arc(x + side * aside * r * 0.09, y - up * r * 0.05, r * 0.065, 0, Math.PI * 2);
      context.fill();
      context.restore();
    }
    const raised = (weights[`browOuterUp${own}`] ?? 0) - (weights[`browDown${own}`] ?? 0);
    const inner = (weights.browInnerUp ?? 0) - (weights[`browDown${own}`] ?? 0);
    context.beginPath();
    context.lineWidth = Math.max(2, r * 0.05);
    context.moveTo(x - side * r * 0.17, y - r * (0.23 + inner * 0.14));
    context.lineTo(x + side * r * 0.19, y - r * (0.22 + raised * 0.14));
    context.stroke();
  }

  private mouth(): void {
    const { context, r, weights } = this;
    const pucker = Math.max(weights.mouthPucker ?? 0, weights.mouthFunnel ?? 0);
    const half = r * (0.34 - pucker * 0.18);
    const smile = (side: "Left" | "Right"): number =>
      ((weights[`mouthSmile${side}`] ?? 0) - (weights[`mouthFrown${side}`] ?? 0)) * r * 0.16;
    const gap = (weights.jawOpen ?? 0) * r * 0.75 * (1 - (weights.mouthClose ?? 0)) + pucker * r * 0.06;
    const x = this.dx;
    const y = this.dy + r * 0.42;
    const left = y - smile("Left");
    const right = y - smile("Right");
    context.beginPath();
    context.lineWidth = Math.max(2, r * 0.05);
    context.moveTo(x - half, left);
    context.quadraticCurveTo(x, y + (left < y ? r * 0.03 : -r * 0.03), x + half, right);
    context.quadraticCurveTo(x, y + gap * 1.6 + r * 0.03, x - half, left);
    context.fillStyle = "#5a1f28";
    context.fill();
    context.stroke();
  }
}

/** Turns in radians: yaw to the person's left, pitch chin down, roll right ear down. */
function angles([x, y, z, w]: HeadPose["rotation"]): { yaw: number; pitch: number; roll: number } {
  return {
    pitch: Math.atan2(2 * (w * x + y * z), 1 - 2 * (x * x + y * y)),
    yaw: Math.asin(Math.max(-1, Math.min(1, 2 * (w * y - z * x)))),
    roll: Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)),
  };
}
