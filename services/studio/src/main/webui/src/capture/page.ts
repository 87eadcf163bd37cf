/** The capture page: turns camera and microphone on, shows what is tracked, and drives. */

import { h, mark, say } from "../dom";
import { preferredLanguage, type Language } from "../text";
import type { Bones } from "./body/bones";
import { FaceCamera, type Tracked } from "./camera";
import { ChallengeCard } from "./challenge";
import { captureConfig, type CaptureConfig } from "./config";
import { DevicePicker, LevelMeter } from "./controls";
import { devicesOf, MediaRefusal, openDevices } from "./devices";
import { Drive, type DriveState, type Ticket } from "./drive";
import { drawPuppet, drawStage } from "./draw";
import { framing, type Framing } from "./framing";
import { DigitLesson } from "./lesson";
import { NeutralTaker, relative, relativeHead, type Neutral } from "./neutral";
import { RangeTaker, shown, type Range } from "./range";
import { VoiceCoder } from "./opus";
import { Rate } from "./rate";
import type { Shape, Weights } from "./shapes";
import { captureTables, type CaptureKey } from "./text";
import type { TrackerName } from "./tracking";
import { UpperBody } from "./body/choice";
import { Voice, type Packet } from "./voice";
import type { HeadPose } from "./wire";

const LANGUAGE_KEY = "afterglow.language";
const PRODUCER = "afterglow-page 0.1";
/** A face that was last seen longer ago than this is not shown as if it were still there. */
const STALE_MS = 800;
/** And this long for a tracker that is slow, which is said. */
const SLOW_STALE_MS = 6_000;
const RATE_WINDOW_MS = 5_000;

type Phase = "off" | "asking" | "loading" | "on";

/** What goes out of the newest face. */
interface Sent {
  weights: Weights;
  head: HeadPose | undefined;
  bones: Bones;
}

export class CapturePage {
  private language: Language = preferredLanguage(
    window.localStorage.getItem(LANGUAGE_KEY), navigator.language,
  );
  private phase: Phase = "off";
  private fault: CaptureKey | undefined;
  private config: CaptureConfig | undefined;
  private stream: MediaStream | undefined;
  private camera: FaceCamera | undefined;
  private voice: Voice | undefined;
  private readonly coder = new VoiceCoder(({ deviceTimeUs, sampleRateHz, sound }) => {
    this.drive?.voice(deviceTimeUs, sampleRateHz, sound);
  });
  private drive: Drive | undefined;
  private driveState: DriveState = "idle";
  private closeCode = 0;
  private tracker: TrackerName | undefined;
  private shapes: readonly Shape[] = [];
  private newest: Tracked | undefined;
  private newestMs = 0;
  private framing: Framing = "none";
  private slow = false;
  private sent: Sent | undefined;
  private neutral: Neutral | undefined;
  private taking: NeutralTaker | undefined;
  private range: Range | undefined;
  private measuring: RangeTaker | undefined;
  private readonly rate = new Rate(RATE_WINDOW_MS);
  private wakeLock: { release: () => Promise<void> } | undefined;

  private readonly part = h("span", { class: "brand-part" });
  private readonly switcher = h("button", { class: "quiet", type: "button" });
  private readonly video = h("video", { playsinline: "", muted: "", "aria-hidden": "true" });
  private readonly overlay = h("canvas", { class: "overlay", "aria-hidden": "true" });
  private readonly puppet = h("canvas", { class: "puppet", role: "img" });
  private readonly pill = h("span", { class: "pill", role: "status" });
  private readonly frameNote = h("span", { class: "frame-note", role: "status" });
  private readonly veilTitle = h("strong");
  private readonly veilHint = h("p");
  private readonly veil: HTMLDivElement;
  private readonly stage: HTMLDivElement;
  private readonly notice = h("p", { class: "capture-notice", role: "alert" });
  private readonly main = h("button", { type: "button", class: "command primary" });
  private readonly neutralButton = h("button", { type: "button", class: "command" });
  private readonly rangeButton = h("button", { type: "button", class: "command" });
  private readonly neutralHint = h("p", { class: "hint" });
  private readonly cameras = new DevicePicker(() => void this.reopen());
  private readonly microphones = new DevicePicker(() => void this.reopen());
  private readonly body = new UpperBody(window.localStorage, (on) => { this.camera?.watchBody(on); });
  private readonly meter = new LevelMeter();
  private readonly figures = h("p", { class: "figures" });
  private readonly privacy = h("p", { class: "privacy" });
  private readonly lesson = new DigitLesson(() => { this.drive?.teachDigits(); });
  private readonly challenge = new ChallengeCard((id) => { this.drive?.seen(id); });

  constructor(
    private readonly root: HTMLElement,
    private readonly ticket: Ticket | undefined,
  ) {
    this.veil = h("div", { class: "veil" }, this.veilTitle, this.veilHint);
    this.stage = h(
      "div", { class: "capture-stage" },
      this.video, this.overlay, this.veil,
      h("div", { class: "stage-top" }, this.pill, this.frameNote),
      this.puppet, this.challenge.element,
    );
  }

  start(): void {
    this.video.muted = true;
    this.root.append(
      h(
        "header", { class: "top" },
        h(
          "div", { class: "brand" },
          h("img", { src: "/favicon.svg", alt: "", width: "28", height: "28" }),
          h("span", { class: "brand-name" }, "Afterglow"),
          this.part,
        ),
        this.switcher,
      ),
      h(
        "main", { class: "capture" },
        this.stage,
        h(
          "div", { class: "panel capture-side" },
          this.notice,
          h("div", { class: "capture-commands" }, this.main, this.neutralButton, this.rangeButton),
          this.neutralHint,
          this.lesson.element,
          this.meter.element,
          h("div", { class: "pickers" }, this.cameras.element, this.microphones.element),
          this.body.element,
          this.figures,
          this.privacy,
        ),
      ),
    );
    this.switcher.addEventListener("click", () => { this.switchLanguage(); });
    this.main.addEventListener("click", () => void this.press());
    this.neutralButton.addEventListener("click", () => {
      this.taking = new NeutralTaker();
      this.body.measure();
    });
    this.rangeButton.addEventListener("click", () => { this.measuring = new RangeTaker(); });
    window.addEventListener("pagehide", () => { this.drive?.stop(); });
    const draw = (): void => {
      this.draw();
      window.requestAnimationFrame(draw);
    };
    draw();
  }

  private async press(): Promise<void> {
    if (this.phase === "off") {
      await this.turnOn();
    } else if (this.drive === undefined) {
      this.beginDriving();
    } else {
      this.stopDriving();
    }
  }

  private async turnOn(): Promise<void> {
    this.fault = undefined;
    this.phase = "asking";
    try {
      this.config ??= await captureConfig();
    } catch {
      this.fail("fault_studio");
      return;
    }
    await this.open();
  }

  private async reopen(): Promise<void> {
    if (this.phase === "on" || this.phase === "loading") {
      await this.open();
    }
  }

  /** Opens the chosen devices; the tracker stays as it is when only those change. */
  private async open(): Promise<void> {
    this.voice?.close();
    this.voice = undefined;
    this.stream?.getTracks().forEach((track) => { track.stop(); });
    try {
      this.stream = await openDevices({
        camera: this.cameras.chosen, microphone: this.microphones.chosen,
      });
      this.video.srcObject = this.stream;
      await this.video.play();
      this.meter.begin(performance.now());
      this.voice = await Voice.of(this.stream, (packet) => { this.heard(packet); });
      await this.listDevices(this.stream);
    } catch (refusal) {
      if (!(refusal instanceof MediaRefusal)) {
        throw refusal;
      }
      this.fail(`fault_${refusal.fault}`);
      return;
    }
    if (this.camera === undefined) {
      this.phase = "loading";
      this.camera = new FaceCamera(
        this.video,
        {
          ready: (tracker, shapes) => {
            this.tracker = tracker;
            this.shapes = shapes;
            this.phase = "on";
          },
          failed: () => { this.fail("fault_tracker"); },
          tracked: (tracked) => { this.tracked(tracked); },
          body: (seen) => { this.body.seen(seen, this.newest?.face, performance.now()); },
          bodyFailed: () => { this.body.fail(); },
        },
        this.config?.face_model,
      );
      this.camera.watchBody(this.body.on);
    }
  }

  private async listDevices(stream: MediaStream): Promise<void> {
    const current = (track: MediaStreamTrack | undefined): string | undefined =>
      track?.getSettings().deviceId;
    this.cameras.offer(await devicesOf("videoinput"), current(stream.getVideoTracks()[0]));
    this.microphones.offer(await devicesOf("audioinput"), current(stream.getAudioTracks()[0]));
  }

  private fail(fault: CaptureKey): void {
    this.fault = fault;
    this.phase = "off";
    this.measuring = undefined;
    this.stopDriving();
    this.camera?.close();
    this.camera = undefined;
    this.voice?.close();
    this.voice = undefined;
    this.stream?.getTracks().forEach((track) => { track.stop(); });
    this.stream = undefined;
    this.newest = undefined;
    this.sent = undefined;
    this.body.clear();
  }

  private beginDriving(): void {
    if (this.ticket === undefined || this.config === undefined || this.phase !== "on") {
      return;
    }
    const channels = { shapes: this.shapes, bones: this.body.names };
    this.drive = new Drive(this.config.drive_url, this.ticket, channels, true, PRODUCER, {
      changed: (state, code) => { this.driveChanged(state, code); },
      challenged: (challenge) => { this.challenge.show(challenge); },
      prompted: (prompt) => { this.lesson.show(prompt); },
    });
    this.drive.start();
    void this.stayAwake();
  }

  private stopDriving(): void {
    const drive = this.drive;
    this.drive = undefined;
    this.lesson.clear();
    drive?.stop();
    void this.wakeLock?.release().catch(() => undefined);
    this.wakeLock = undefined;
  }

  private driveChanged(state: DriveState, code: number): void {
    this.driveState = state;
    this.closeCode = code;
    if (state === "refused") {
      this.drive = undefined;
    }
  }

  /** A phone that goes dark stops its camera. */
  private async stayAwake(): Promise<void> {
    try {
      this.wakeLock = await navigator.wakeLock.request("screen");
    } catch {
      this.wakeLock = undefined;
    }
  }

  private tracked(tracked: Tracked): void {
    const nowMs = performance.now();
    this.newest = tracked;
    this.newestMs = nowMs;
    this.framing = framing(tracked.face, tracked.faces, this.aspect(), this.body.on);
    const face = tracked.face;
    if (face === undefined) {
      this.sent = undefined;
      return;
    }
    this.rate.note(nowMs);
    const made = this.taking?.take(face.weights, face.head);
    if (made !== undefined) {
      this.neutral = made;
      this.taking = undefined;
      this.body.measured();
    }
    const measured = this.measuring?.take(face.weights, nowMs);
    if (measured !== undefined) {
      this.range = measured;
      this.measuring = undefined;
    }
    const weights = relative(face.weights, this.neutral, this.range);
    const bones = this.body.bones(nowMs);
    this.sent = { weights, head: relativeHead(face.head, this.neutral), bones };
    this.drive?.motion(
      tracked.deviceTimeUs, this.shapes.map((name) => weights[name] ?? 0), this.sent.head,
      this.body.inOrder(bones),
    );
  }

  private heard(packet: Packet): void {
    this.meter.take(packet.rms, packet.peak, performance.now());
    if (this.drive !== undefined) {
      this.coder.take(packet);
    }
  }

  private aspect(): number {
    return this.video.videoHeight === 0 ? 1 : this.video.videoWidth / this.video.videoHeight;
  }

  private switchLanguage(): void {
    this.language = this.language === "en" ? "zh" : "en";
    window.localStorage.setItem(LANGUAGE_KEY, this.language);
  }

  private draw(): void {
    const nowMs = performance.now();
    const table = captureTables[this.language];
    const oldMs = this.newest === undefined ? Number.POSITIVE_INFINITY : nowMs - this.newestMs;
    const fresh = oldMs < SLOW_STALE_MS;
    this.slow = fresh && oldMs > STALE_MS;
    const face = fresh ? this.newest?.face : undefined;
    this.drawTexts(table);
    this.drawVeil(table);
    this.drawButtons(table);
    this.drawState(table, fresh);
    this.drawFigures(table, nowMs);
    this.body.draw(table, this.drive !== undefined);
    this.meter.draw(table, this.voice !== undefined, nowMs);
    this.lesson.draw(table, this.driveState === "driving");
    this.challenge.draw(table, nowMs);
    if (this.phase === "on") {
      drawStage(
        this.overlay,
        { width: this.video.videoWidth, height: this.video.videoHeight },
        face?.landmarks,
        this.body.on ? undefined : fresh ? this.framing : "none",
        fresh ? this.body.newest : undefined,
      );
      drawPuppet(
        this.puppet, fresh ? this.sent?.weights : undefined, this.sent?.head, this.sent?.bones ?? {},
      );
    }
  }

  private drawTexts(table: Record<CaptureKey, string>): void {
    document.documentElement.lang = this.language === "zh" ? "zh-CN" : "en";
    const title = `Afterglow · ${table.title}`;
    if (document.title !== title) {
      document.title = title;
    }
    say(this.part, table.title);
    say(this.switcher, table.language);
    this.switcher.setAttribute("aria-label", table.languageName);
    say(this.privacy, this.body.on ? table.privacyBody : table.privacy);
    this.cameras.draw(table.camera, table.cameraNumber);
    this.microphones.draw(table.microphone, table.microphoneNumber);
    this.puppet.setAttribute("aria-label", table.sent);
  }

  private drawVeil(table: Record<CaptureKey, string>): void {
    this.veil.hidden = this.phase === "on";
    this.overlay.hidden = this.phase !== "on";
    this.puppet.hidden = this.phase !== "on";
    mark(this.stage, "is-dim", this.phase !== "on");
    say(this.veilTitle, this.phase === "loading" ? table.loading
      : this.phase === "asking" ? table.turningOn : table.begin);
    say(this.veilHint, this.phase === "off" ? table.beginHint : "");
  }

  private drawButtons(table: Record<CaptureKey, string>): void {
    const busy = this.phase === "asking" || this.phase === "loading";
    const on = this.phase === "on";
    const usable = !busy && (!on || this.ticket !== undefined);
    this.main.disabled = !usable;
    mark(this.main, "is-stop", this.drive !== undefined);
    say(this.main, !on ? (busy ? table[this.phase === "asking" ? "turningOn" : "loading"] : table.turnOn)
      : this.drive === undefined ? table.drive : table.stop);
    const calibrating = this.taking !== undefined || this.measuring !== undefined;
    this.neutralButton.disabled = !on || calibrating || this.sent === undefined;
    say(this.neutralButton, this.neutral === undefined ? table.neutral : table.neutralAgain);
    // Nobody wants to make faces on air.
    this.rangeButton.disabled = this.neutralButton.disabled || this.neutral === undefined || this.drive !== undefined;
    say(this.rangeButton, this.range === undefined ? table.range : table.rangeAgain);
    say(this.neutralHint, this.calibrationHint(table));
    mark(this.neutralHint, "is-good", this.neutral !== undefined && !calibrating);
    const said = this.fault ?? this.closeText() ?? (this.ticket === undefined ? "noTicketHint" : undefined);
    this.notice.hidden = said === undefined;
    say(this.notice, said === undefined ? "" : table[said]);
    mark(this.notice, "is-fault", this.fault !== undefined || this.driveState === "refused");
  }

  private calibrationHint(table: Record<CaptureKey, string>): string {
    const percent = (progress: number): string => `${Math.round(progress * 100)} %`;
    if (this.taking !== undefined) {
      return `${table.neutralTaking} ${percent(this.taking.progress)}`;
    }
    if (this.measuring !== undefined) {
      return `${table.rangeTaking} ${percent(this.measuring.progress)}`;
    }
    if (this.neutral === undefined) {
      return this.body.on ? table.neutralBodyHint : table.neutralHint;
    }
    return this.range === undefined ? table.neutralDone
      : `${table.rangeDone} ${shown(this.neutral.weights, this.range)}`;
  }

  private closeText(): CaptureKey | undefined {
    if (this.driveState !== "refused" && this.driveState !== "waiting") {
      return undefined;
    }
    const key = `close_${this.closeCode}`;
    if (key in captureTables.en) {
      return key as CaptureKey;
    }
    return this.driveState === "refused" ? "close_other" : undefined;
  }

  private drawState(table: Record<CaptureKey, string>, fresh: boolean): void {
    say(this.pill, table[`state_${this.driveState}`]);
    this.pill.dataset["state"] = this.driveState;
    this.stage.dataset["state"] = this.driveState;
    this.frameNote.hidden = this.phase !== "on";
    const framed = !fresh ? "none" : this.slow ? "slow" : this.framing;
    say(this.frameNote, table[`framing_${framed}`]);
    this.frameNote.dataset["framing"] = framed;
  }

  private drawFigures(table: Record<CaptureKey, string>, nowMs: number): void {
    this.figures.hidden = this.tracker === undefined;
    if (this.tracker === undefined) {
      return;
    }
    const rate = this.rate.perSecond(nowMs).toFixed(1);
    const parts = [`${table[`tracker_${this.tracker}`]} · ${rate} ${table.perSecond}`];
    const bodyRate = this.body.perSecond(nowMs);
    if (bodyRate !== undefined) {
      parts.push(`${table.body} · ${bodyRate}`);
    }
    const counts = this.drive?.counts;
    if (counts !== undefined && counts.motionLeftOut + counts.voiceLeftOut > 0) {
      parts.push(`${table.left} ${counts.motionLeftOut + counts.voiceLeftOut}`);
    }
    say(this.figures, parts.join(" · "));
    Object.assign(this.figures.dataset, {
      rate,
      bodyRate: bodyRate ?? "",
      motion: String(counts?.motion ?? 0),
      voice: String(counts?.voice ?? 0),
      acknowledged: String(counts?.acknowledgedMotion ?? 0),
    });
  }
}
