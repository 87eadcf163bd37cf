/** The capture page without its camera: drives with the voice alone, and keeps what it heard. */

import { captureConfig } from "../../../../src/capture/config";
import { Drive } from "../../../../src/capture/drive";
import { VoiceCoder } from "../../../../src/capture/opus";
import { ticketIn } from "../../../../src/capture/ticket";
import { Voice } from "../../../../src/capture/voice";

declare global {
  interface Window {
    /** The packets of the microphone as they were before they were coded. */
    heard: { deviceTimeUs: number; pcm: number[] }[];
    driving: boolean;
  }
}

window.heard = [];
window.driving = false;
const ticket = ticketIn(location.hash);
if (ticket === undefined) {
  throw new Error("no link");
}
const { drive_url: url } = await captureConfig();
const drive = new Drive(url, ticket, { shapes: ["jawOpen"], bones: [] }, true, "test", {
  changed: (state) => { window.driving = state === "driving"; },
  challenged: () => undefined,
  prompted: () => undefined,
});
const coder = new VoiceCoder(({ deviceTimeUs, sampleRateHz, sound }) => {
  drive.voice(deviceTimeUs, sampleRateHz, sound);
});
await coder.decided;
const stream = await navigator.mediaDevices.getUserMedia({
  audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
});
drive.start();
await Voice.of(stream, (packet) => {
  if (window.driving) {
    window.heard.push({ deviceTimeUs: packet.deviceTimeUs, pcm: [...packet.pcm] });
    coder.take(packet);
  }
});
