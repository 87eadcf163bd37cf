/** A studio for tests: the same REST, events and preview socket, with everything made up. */

import { createHash, randomUUID } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { Duplex } from "node:stream";
import type {
  Broadcast, BroadcastState, Device, Directive, Judgement, RenderStatus, Room, Stage, StageAsset,
  StageProduct,
} from "../../src/api";
import type { ShopCustomers } from "../../src/customers";
import type { PlaybookJson } from "../../src/playbooks";
import { capturedAt, type Clip } from "./clip";
import { decided, demand, factors, meanings } from "./teashop";
import { FakeRights, isRights } from "./fakerights";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** The studio's own policy, so that the page is tested under it. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "media-src 'self' blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'";

const NEXT: Record<string, BroadcastState> = {
  rehearse: "REHEARSING",
  live: "LIVE",
  slate: "SLATE",
  resume: "LIVE",
  end: "ENDED",
};

export class FakeStudio {
  readonly broadcasts: Broadcast[] = [];
  readonly commands: string[] = [];
  /** The devices of every presenter. */
  devices: Device[] = [];
  /** How long a pairing code works, seconds. */
  codeForS = 598;
  refusal: { status: number; reason: string; metadata: Record<string, string> } | undefined;
  room: Room | undefined;
  roomAway = false;
  /** Who presents, what may be done with every figure, and what it is made of. */
  readonly rights = new FakeRights();
  /** What shows on the stage of every broadcast, and what may. */
  stage: Stage = { shown: {} };
  judgement: Judgement = {};
  readonly directives: Directive[] = [];
  /** What is proposed in every room, as the contract's JSON. */
  playbooks: PlaybookJson[] = [];
  playbooksAway = false;
  /** Who buys in every room. */
  shops: ShopCustomers[] = [];
  customersAway = false;
  metricsAway = false;
  /** What a file that is uploaded is said to be; its digest is worked out. */
  asset: Omit<StageAsset, "sha256"> = { kind: "STAGE_ASSET_KIND_MODEL", triangles: 1_100 };
  readonly uploads: Buffer[] = [];
  /** Why the worker takes no file. */
  assetFault: string | undefined;
  /** What an upload waits for before it is answered. */
  assetGate: Promise<void> = Promise.resolve();
  silent = false;
  /** From capture until a fragment is sent, milliseconds. */
  captureTakesMs = 120;
  sockets = 0;

  private readonly server: Server;
  private readonly streams = new Set<ServerResponse>();
  private readonly viewers = new Set<Duplex>();
  private readonly timers: NodeJS.Timeout[] = [];
  private sent = 0;

  constructor(
    private readonly pages: string,
    private readonly clip: Clip | undefined,
  ) {
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.on("upgrade", (request, socket) => { this.upgrade(request, socket); });
    this.timers.push(setInterval(() => { this.tick(); }, 500));
    if (clip !== undefined) {
      this.timers.push(setInterval(() => { this.play(clip); }, clip.fragmentMs));
    }
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.timers.forEach((it) => { clearInterval(it); });
    this.dropViewers();
    this.streams.forEach((it) => it.end());
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  add(title: string, state: BroadcastState): Broadcast {
    const broadcast: Broadcast = {
      broadcast_id: randomUUID(),
      room_id: randomUUID(),
      title,
      state,
      drive_id: randomUUID(),
      use: {
        driver_subject_id: randomUUID(), avatar_id: randomUUID(), licence_id: randomUUID(),
      },
      output: { width: 720, height: 1280, frame_rate: 30 },
      destination_names: [],
      create_time: new Date().toISOString(),
      revision: 1,
    };
    if (state === "LIVE" || state === "SLATE") {
      broadcast.live_time = new Date(Date.now() - 754_000).toISOString();
      broadcast.worker_id = "worker-1";
    }
    this.broadcasts.unshift(broadcast);
    return broadcast;
  }

  /** A device of the presenter, the newest first. */
  enrol(label: string, state: Device["state"] = "ACTIVE"): Device {
    const device: Device = {
      device_id: randomUUID(),
      label,
      state,
      create_time: new Date().toISOString(),
    };
    this.devices.unshift(device);
    return device;
  }

  /** Cuts every preview connection, as a studio that restarts does. */
  dropViewers(): void {
    this.viewers.forEach((it) => it.destroy());
    this.viewers.clear();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const parts = path.split("/").filter((it) => it !== "");
    if (parts[0] !== "api") {
      this.file(path, response);
    } else if (isRights(parts)) {
      json(response, 200, this.rights.answer(parts));
    } else if (parts[2] === "persons" || parts[2] === "devices") {
      this.device(response, parts[3] ?? "", parts[4] ?? "");
    } else if (parts[2] === "rooms" && parts[4] === "customers") {
      if (this.customersAway) {
        problem(response, 503, "SERVICE_UNAVAILABLE", { service: "commerce-analytics" });
      } else {
        json(response, 200, { shops: this.shops });
      }
    } else if (parts[2] === "rooms" || parts[2] === "playbooks") {
      await this.playbook(request, response, parts[3] ?? "", parts[4] ?? "");
    } else if (parts[2] === "metrics") {
      const url = new URL(request.url ?? "/", "http://localhost");
      json(response, this.metricsAway ? 503 : 200, meanings(url.searchParams.get("locale") ?? ""));
    } else if (parts.length === 3) {
      json(response, 200, { broadcasts: this.broadcasts, next_page_token: "" });
    } else {
      const broadcast = this.broadcasts.find((it) => it.broadcast_id === parts[3]);
      if (broadcast === undefined) {
        problem(response, 404, "BROADCAST_NOT_FOUND", {});
      } else if (parts[4] === "events") {
        this.events(response, broadcast);
      } else if (parts[4] === "stage") {
        json(response, 200, this.stage);
      } else if (parts[4] === "directives") {
        this.direct((await read(request) as { directive: Directive }).directive);
        json(response, 200, {});
      } else if (parts[4] === "stage-assets") {
        await this.take(response, (await read(request) as { content: string }).content);
      } else if (parts[4] === "products") {
        this.know((await read(request) as { products: StageProduct[] }).products);
        json(response, 200, {});
      } else if (parts[4] === "preflight") {
        json(response, 200, this.judgement);
      } else {
        await this.command(request, response, broadcast, parts[4] ?? "");
      }
    }
  }

  /** Shows what a directive names, as a worker does; the rest of the stage stays. */
  private direct(directive: Directive): void {
    this.directives.push(directive);
    this.stage = { ...this.stage, shown: { ...this.stage.shown, ...directive } };
  }

  private async take(response: ServerResponse, content: string): Promise<void> {
    const bytes = Buffer.from(content, "base64");
    this.uploads.push(bytes);
    await this.assetGate;
    if (this.assetFault !== undefined) {
      problem(response, 409, "RENDER_REFUSED", {
        reason: "ASSET_UNUSABLE", detail: `detail=${this.assetFault}`,
      });
      return;
    }
    const asset = { ...this.asset, sha256: createHash("sha256").update(bytes).digest("hex") };
    this.stage = { ...this.stage, assets: [...(this.stage.assets ?? []), asset] };
    json(response, 200, { sha256: asset.sha256, asset });
  }

  private know(products: StageProduct[]): void {
    const others = (this.stage.products ?? []).filter((it) =>
      !products.some((other) => other.product_id === it.product_id));
    this.stage = { ...this.stage, products: [...others, ...products] };
  }

  private async command(
    request: IncomingMessage,
    response: ServerResponse,
    broadcast: Broadcast,
    name: string,
  ): Promise<void> {
    this.commands.push(`${name} ${(await read(request) as { request_id: string }).request_id}`);
    if (name === "drive-link") {
      json(response, 200, { drive_id: broadcast.drive_id, drive_token: "t0ken".repeat(8) });
      return;
    }
    const state = NEXT[name];
    if (this.refusal !== undefined || state === undefined) {
      const { status, reason, metadata } = this.refusal ?? { status: 404, reason: "X", metadata: {} };
      problem(response, status, reason, metadata);
      return;
    }
    broadcast.state = state;
    broadcast.revision += 1;
    if (state === "ENDED") {
      broadcast.end_time = new Date().toISOString();
      broadcast.end_reason = "asked";
    }
    json(response, 200, broadcast);
    this.tick();
  }

  private device(response: ServerResponse, id: string, what: string): void {
    if (what === "devices") {
      json(response, 200, {
        devices: this.devices, next_page_token: "", capture_address: "ingest.example:443",
      });
      return;
    }
    this.commands.push(`${what} ${id}`);
    if (this.refusal !== undefined) {
      problem(response, this.refusal.status, this.refusal.reason, this.refusal.metadata);
    } else if (what === "pairings") {
      json(response, 201, {
        code: "7KQ2M9XD",
        expire_time: new Date(Date.now() + this.codeForS * 1_000).toISOString(),
        valid_for_s: this.codeForS,
        capture_address: "ingest.example:443",
      });
    } else {
      this.devices = this.devices.map((it) =>
        it.device_id === id
          ? { ...it, state: "REVOKED", revoke_time: new Date().toISOString() }
          : it,
      );
      json(response, 200, this.devices.find((it) => it.device_id === id));
    }
  }

  private async playbook(
    request: IncomingMessage, response: ServerResponse, id: string, what: string,
  ): Promise<void> {
    if (this.playbooksAway) {
      problem(response, 503, "SERVICE_UNAVAILABLE", { service: "commerce-analytics" });
    } else if (what === "demand") {
      json(response, 200, demand());
    } else if (what === "answers") {
      const body = await read(request) as { intent: string; subject: string };
      this.commands.push(`answered ${body.intent} ${body.subject}`);
      json(response, 200, {});
    } else if (what === "economics") {
      json(response, 200, {
        currency_code: "CNY", cost_per_hour_minor: 92_000,
        net_margin_per_compute_hour_minor: 310_050, unknown_costs: ["COST_KIND_PEOPLE"],
      });
    } else if (what === "factors") {
      json(response, 200, factors());
    } else if (what === "playbooks") {
      json(response, 200, { playbooks: this.playbooks });
    } else {
      const body = await read(request) as { decided_by: string };
      this.commands.push(`${what} ${id} ${body.decided_by}`);
      if (this.refusal !== undefined) {
        problem(response, this.refusal.status, this.refusal.reason, this.refusal.metadata);
        return;
      }
      this.playbooks = this.playbooks.map((it) =>
        it.playbook_id === id ? decided(it, what, body.decided_by) : it,
      );
      json(response, 200, this.playbooks.find((it) => it.playbook_id === id));
    }
  }

  private file(path: string, response: ServerResponse): void {
    const file = join(this.pages, normalize(path === "/" ? "/index.html" : path));
    if (!file.startsWith(this.pages) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": POLICY,
    });
    createReadStream(file).pipe(response);
  }

  private events(response: ServerResponse, broadcast: Broadcast): void {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    this.streams.add(response);
    response.on("close", () => this.streams.delete(response));
    Object.assign(response, { broadcast });
    this.tell(response);
  }

  private tick(): void {
    this.streams.forEach((it) => { this.tell(it); });
  }

  private tell(response: ServerResponse): void {
    if (this.silent) {
      return;
    }
    const { broadcast } = response as unknown as { broadcast: Broadcast };
    const rendering = ["REHEARSING", "LIVE", "SLATE"].includes(broadcast.state);
    event(response, "broadcast", {
      ...broadcast,
      ...(rendering ? { render_status: this.status(broadcast) } : {}),
    });
    event(response, "beat", {});
    if (this.roomAway) {
      event(response, "room_away", { service: "commerce-analytics" });
    } else if (this.room !== undefined) {
      event(response, "room", this.room);
    }
  }

  private status(broadcast: Broadcast): RenderStatus {
    const wave = Math.sin(Date.now() / 1700);
    return {
      slate_reason: broadcast.state === "SLATE" ? "OPERATOR" : "NONE",
      fps: 29.9 + wave * 0.3,
      frames: 22_612,
      dropped_frames: 4,
      capture_to_encoded_ms: { p50: 63 + wave * 9, p95: 91 + wave * 14, p99: 118 },
      av_skew_ms: { p50: 6 + wave * 4, p95: 14, p99: 19 },
      lease_age_ms: 300 + (Date.now() % 1_600),
      label_checks_passed: 753,
      label_checks_failed: 0,
      destinations: [
        { name: "douyin", state: "SENDING", bytes_sent: 1e8, reconnects: 0, last_fault: "" },
      ],
      media_time_us: Date.now() * 1000,
      aigc_read_back: true,
      slate_frames: 0,
      lease_gap_ms: 0,
      quality: { level: 1, levels: 4, steps_down: 1, drawn_share: 0.8 },
      drive_standing: {
        verdict: "DEGRADED", reasons: ["VOICE_COUPLING", "ATTESTATION"], challenges: "CLEAR",
        challengeable: true, enforced: true, slate: "UNSPECIFIED",
      },
    };
  }

  private upgrade(request: IncomingMessage, socket: Duplex): void {
    const key = request.headers["sec-websocket-key"] ?? "";
    const accept = createHash("sha1")
      .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest("base64");
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on("error", () => this.viewers.delete(socket));
    socket.on("close", () => this.viewers.delete(socket));
    this.sockets += 1;
    // Also where there is nothing to play: a socket that nobody reads keeps the server from closing.
    this.viewers.add(socket);
    if (this.clip !== undefined) {
      socket.write(frame(1, Buffer.from(JSON.stringify({ codecs: this.clip.codecs }))));
      socket.write(frame(2, this.clip.init));
      Object.assign(socket, { waiting: true });
    }
  }

  private play(clip: Clip): void {
    const fragment = clip.fragments[this.sent % clip.fragments.length];
    // Every fifth fragment begins with a key frame: one a second.
    const key = this.sent % 5 === 0;
    this.sent += 1;
    // A fragment is sent when its last picture is there.
    const capturedMs = Date.now() - this.captureTakesMs - clip.fragmentMs;
    for (const viewer of this.viewers) {
      const state = viewer as Duplex & { waiting?: boolean };
      if (fragment !== undefined && (key || state.waiting !== true)) {
        state.waiting = false;
        viewer.write(frame(2, capturedAt(fragment, capturedMs)));
      }
    }
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

function problem(
  response: ServerResponse,
  status: number,
  reason: string,
  metadata: Record<string, string>,
): void {
  response
    .writeHead(status, { "Content-Type": "application/problem+json" })
    .end(JSON.stringify({ status, reason, metadata, detail: "refused", title: "refused" }));
}

function event(response: ServerResponse, name: string, data: unknown): void {
  response.write(`event:${name}\ndata:${JSON.stringify(data)}\n\n`);
}

/** An unmasked WebSocket frame (RFC 6455, section 5.2). */
function frame(opcode: number, payload: Buffer): Buffer {
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | opcode, payload.length])
      : payload.length < 65_536
        ? Buffer.from([0x80 | opcode, 126, payload.length >> 8, payload.length & 255])
        : Buffer.concat([Buffer.from([0x80 | opcode, 127, 0, 0, 0, 0]), uint32(payload.length)]);
  return Buffer.concat([head, payload]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

async function read(request: IncomingMessage): Promise<unknown> {
  let body = "";
  for await (const chunk of request) {
    body += String(chunk);
  }
  return JSON.parse(body);
}
