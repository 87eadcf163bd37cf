/**
 * The real capture-ingest with a Redis of its own, where both are at hand: the service as the build
 * left it, and `redis-server` on the PATH or named by REDIS_SERVER.
 */

import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, type ClientHttp2Session } from "node:http2";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { all, count, floats, text, wrapped } from "./protobuf";

const JAR = resolve("../../../../capture-ingest/target/quarkus-app/quarkus-run.jar");
const REDIS = process.env["REDIS_SERVER"] ?? "redis-server";
const JAVA = process.env["JAVA_HOME"] === undefined ? "java" : `${process.env["JAVA_HOME"]}/bin/java`;
const SERVICE = "/afterglow.capture.v1.CaptureService/";

/** Why it cannot run here, or undefined. */
export function whyNot(): string | undefined {
  if (!existsSync(JAR)) {
    return "capture-ingest is not built";
  }
  return spawnSync(REDIS, ["--version"]).status === 0 ? undefined
    : "no redis-server (Debian: apt-get install redis-server, or REDIS_SERVER)";
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** A drive as its reader gets it. */
export interface Read {
  shapeNames: string[];
  weights: number[][];
  voiceBytes: number;
}

export class RealIngest {
  private readonly children: ChildProcess[] = [];
  private session: ClientHttp2Session | undefined;
  private port = 0;
  private readonly folder = mkdtempSync(join(tmpdir(), "afterglow-ingest-"));
  private readonly token = randomUUID();

  /** Starts both; gives the WebSocket's address. */
  async start(): Promise<string> {
    const redis = await freePort();
    this.port = await freePort();
    const tokenFile = join(this.folder, "service-token");
    writeFileSync(tokenFile, this.token, { mode: 0o600 });
    this.children.push(
      spawn(REDIS, ["--port", String(redis), "--bind", "127.0.0.1", "--save", ""], { stdio: "ignore" }),
      spawn(JAVA, [
        `-Dafterglow.auth.service-token-file=${tokenFile}`, `-Dquarkus.http.port=${this.port}`,
        `-Dquarkus.redis.hosts=redis://127.0.0.1:${redis}`,
        "-Dafterglow.capture.browser.enabled=true", "-Dafterglow.capture.unsigned-drives=true", "-jar", JAR,
      ], { stdio: "ignore" }),
    );
    for (let i = 0; ; i += 1) {
      const answer = await fetch(`http://127.0.0.1:${this.port}/q/health/ready`).catch(() => undefined);
      if (answer?.ok === true) {
        break;
      }
      if (i > 600) {
        throw new Error("capture-ingest did not become ready");
      }
      await new Promise((done) => setTimeout(done, 250));
    }
    this.session = connect(`http://127.0.0.1:${this.port}`);
    return `ws://127.0.0.1:${this.port}/ws/drive`;
  }

  stop(): void {
    this.session?.destroy();
    this.children.forEach((it) => it.kill());
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Makes a drive session. */
  async create(): Promise<{ driveId: string; driveToken: string }> {
    const request = Buffer.concat(
      [1, 2, 3].map((field) => wrapped(field, Buffer.from(randomUUID()))));
    const [answer] = await new Promise<Buffer[]>((done) => {
      const messages: Buffer[] = [];
      this.call("CreateDrive", request, (message) => messages.push(message), () => { done(messages); });
    });
    const drive = all(answer ?? Buffer.alloc(0), 1)[0]?.bytes ?? Buffer.alloc(0);
    return { driveId: text(drive, 1), driveToken: text(answer ?? Buffer.alloc(0), 2) };
  }

  /** Reads a drive as a render worker does. */
  subscribe(driveId: string): Read {
    const read: Read = { shapeNames: [], weights: [], voiceBytes: 0 };
    this.call("SubscribeDrive", wrapped(1, Buffer.from(driveId)), (message) => {
      for (const header of all(message, 2)) {
        read.shapeNames = all(header.bytes, 1).map((it) => it.bytes.toString("utf8"));
      }
      for (const motion of all(message, 3)) {
        read.weights.push(floats(all(motion.bytes, 2)[0]?.bytes ?? Buffer.alloc(0), 4));
      }
      for (const voice of all(message, 4)) {
        read.voiceBytes += all(voice.bytes, 2)[0]?.bytes.length ?? 0;
        expectTime(count(voice.bytes, 1));
      }
    }, () => undefined);
    return read;
  }

  private call(method: string, request: Buffer, take: (message: Buffer) => void, done: () => void): void {
    const stream = this.session?.request({
      ":method": "POST", ":path": SERVICE + method, "content-type": "application/grpc", te: "trailers",
      authorization: `Bearer ${this.token}`,
    });
    let waiting: Buffer = Buffer.alloc(0);
    stream?.on("data", (bytes: Buffer) => {
      waiting = Buffer.concat([waiting, bytes]);
      while (waiting.length >= 5 && waiting.length >= 5 + waiting.readUInt32BE(1)) {
        const end = 5 + waiting.readUInt32BE(1);
        take(waiting.subarray(5, end));
        waiting = waiting.subarray(end);
      }
    });
    stream?.on("close", done);
    stream?.on("error", done);
    const head = Buffer.alloc(5);
    head.writeUInt32BE(request.length, 1);
    stream?.end(Buffer.concat([head, request]));
  }
}

function expectTime(us: number): void {
  const offS = Math.abs(us / 1e6 - Date.now() / 1_000);
  if (offS > 60) {
    throw new Error(`a packet is stamped ${offS} s off the clock`);
  }
}
