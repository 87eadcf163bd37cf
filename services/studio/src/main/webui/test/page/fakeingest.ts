/** A capture-ingest for tests: takes one page's drive and notes every message. */

import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { all, count, floats, number, text, wrapped } from "./protobuf";

export interface Opening {
  driveId: string;
  driveToken: string;
  shapeNames: string[];
  boneNames: string[];
  motionSource: number;
  voiceSource: number;
}

export interface Motion {
  sequence: number;
  deviceTimeUs: number;
  weights: number[];
  rotation: number[];
  positionCm: number[];
  /** Which bones of the header are in it, and four values of each. */
  bonePresence: bigint;
  boneRotations: number[];
}

export interface Voice {
  sequence: number;
  deviceTimeUs: number;
  sampleRateHz: number;
  /** Plain samples, or an Opus packet; the other one is empty. */
  pcm: Buffer;
  opus: Buffer;
}

export class FakeIngest {
  readonly openings: Opening[] = [];
  readonly motions: Motion[] = [];
  readonly voices: Voice[] = [];
  readonly pongs: number[] = [];
  readonly answers: { id: string; shownUs: number }[] = [];
  /** How often the driver was ready to teach their digits. */
  lessons = 0;
  /** Every message as it came, to prove what is not in it. */
  largest = 0;
  /** The close code for the next page instead of `opened`; 0 to take it. */
  refuseWith = 0;

  private readonly server: Server;
  private readonly pages = new Set<Duplex>();
  private pings = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor() {
    this.server = createServer((_, response) => response.writeHead(404).end());
    this.server.on("upgrade", (request, socket) => { this.upgrade(request, socket); });
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    this.timer = setInterval(() => {
      this.pages.forEach((page) => {
        this.pings += 1;
        send(page, wrapped(3, number(1, this.pings)));
      });
    }, 500);
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}/ws/drive`;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.drop();
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** Cuts every connection. */
  drop(): void {
    this.pages.forEach((it) => it.destroy());
    this.pages.clear();
  }

  /** Asks something of the driver. */
  challenge(id: string, kind: number, parts: string[], seconds: number): void {
    const message = wrapped(4, Buffer.concat([
      wrapped(1, Buffer.from(id)), number(2, kind),
      ...parts.map((part) => wrapped(3, Buffer.from(part))),
      wrapped(4, number(1, seconds)),
    ]));
    this.pages.forEach((page) => { send(page, message); });
  }

  /** Asks for a digit of a lesson. */
  prompt(step: number, digit: string, kept: number): void {
    const message = wrapped(5, Buffer.concat([
      number(1, step), wrapped(2, Buffer.from(digit)), number(3, kept), number(4, 20),
    ]));
    this.pages.forEach((page) => { send(page, message); });
  }

  private upgrade(request: IncomingMessage, socket: Duplex): void {
    const accept = createHash("sha1")
      .update(`${request.headers["sec-websocket-key"] ?? ""}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest("base64");
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    let waiting: Buffer = Buffer.alloc(0);
    socket.on("data", (bytes: Buffer) => {
      waiting = Buffer.concat([waiting, bytes]);
      for (let frame = unframed(waiting); frame !== undefined; frame = unframed(waiting)) {
        waiting = frame.rest;
        if (frame.opcode === 2) {
          this.take(socket, frame.payload);
        } else if (frame.opcode === 8) {
          socket.end();
        }
      }
    });
    const gone = (): void => { this.pages.delete(socket); };
    socket.on("error", gone);
    socket.on("close", gone);
  }

  private take(page: Duplex, message: Buffer): void {
    this.largest = Math.max(this.largest, message.length);
    const field = all(message, 1)[0] ?? all(message, 2)[0] ?? all(message, 3)[0]
      ?? all(message, 4)[0] ?? all(message, 5)[0] ?? all(message, 7)[0];
    const content = field?.bytes ?? Buffer.alloc(0);
    switch (field?.number) {
      case 1: this.open(page, content); break;
      case 2: this.motion(page, all(content, 1)[0]?.bytes ?? Buffer.alloc(0)); break;
      case 3:
        this.voices.push({
          sequence: count(content, 1), deviceTimeUs: count(content, 2),
          sampleRateHz: count(content, 3), pcm: all(content, 4)[0]?.bytes ?? Buffer.alloc(0),
          opus: all(content, 5)[0]?.bytes ?? Buffer.alloc(0),
        });
        break;
      case 4: this.pongs.push(count(content, 2)); break;
      case 5: this.answers.push({ id: text(content, 1), shownUs: count(content, 2) }); break;
      case 7: this.lessons += 1; break;
      default: throw new Error("a message of no known kind");
    }
  }

  private open(page: Duplex, content: Buffer): void {
    const header = all(content, 3)[0]?.bytes ?? Buffer.alloc(0);
    this.openings.push({
      driveId: text(content, 1), driveToken: text(content, 2),
      shapeNames: all(header, 1).map((it) => it.bytes.toString("utf8")),
      boneNames: all(header, 2).map((it) => it.bytes.toString("utf8")),
      motionSource: count(header, 3), voiceSource: count(header, 4),
    });
    if (this.refuseWith > 0) {
      page.write(Buffer.from([0x88, 2, this.refuseWith >> 8, this.refuseWith & 255]));
      return;
    }
    this.pages.add(page);
    send(page, wrapped(1, Buffer.concat([
      number(1, this.motions.at(-1)?.sequence ?? 0), number(2, this.voices.at(-1)?.sequence ?? 0),
    ])));
  }

  private motion(page: Duplex, sample: Buffer): void {
    const head = all(sample, 5)[0]?.bytes ?? Buffer.alloc(0);
    this.motions.push({
      sequence: count(sample, 1), deviceTimeUs: count(sample, 2), weights: floats(sample, 4),
      rotation: floats(head, 1), positionCm: floats(head, 2),
      bonePresence: all(sample, 6)[0]?.value ?? 0n, boneRotations: floats(sample, 7),
    });
    send(page, wrapped(2, number(1, count(sample, 1))));
  }
}

function send(page: Duplex, message: Buffer): void {
  page.write(Buffer.concat([Buffer.from([0x82, message.length]), message]));
}

/** The first whole frame of what came, unmasked (RFC 6455, section 5.2). */
function unframed(bytes: Buffer): { opcode: number; payload: Buffer; rest: Buffer } | undefined {
  if (bytes.length < 6) {
    return undefined;
  }
  const short = bytes.readUInt8(1) & 127;
  const head = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < head + 4) {
    return undefined;
  }
  const length = short === 126 ? bytes.readUInt16BE(2)
    : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  const end = head + 4 + length;
  if (bytes.length < end) {
    return undefined;
  }
  const mask = bytes.subarray(head, head + 4);
  const payload = Buffer.from(bytes.subarray(head + 4, end));
  for (let i = 0; i < payload.length; i += 1) {
    payload[i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0);
  }
  return { opcode: bytes.readUInt8(0) & 15, payload, rest: bytes.subarray(end) };
}
