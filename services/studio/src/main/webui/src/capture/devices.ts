/** Cameras and microphones. */

export interface Choice {
  camera: string;
  microphone: string;
}

export type MediaFault = "denied" | "missing" | "busy" | "insecure";

/** Why the browser gave no camera or microphone. */
export class MediaRefusal extends Error {
  constructor(readonly fault: MediaFault) {
    super(fault);
  }
}

/**
 * Opens both. No echo guard, no noise suppression and no automatic gain unless the service adds
 * them: they cut the very onsets that the mouth is compared with.
 */
export async function openDevices(choice: Choice): Promise<MediaStream> {
  const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
  if (!window.isSecureContext || devices === undefined) {
    throw new MediaRefusal("insecure");
  }
  try {
    return await devices.getUserMedia({
      video: {
        ...(choice.camera === "" ? { facingMode: "user" } : { deviceId: { exact: choice.camera } }),
        width: { ideal: 1280 },
        height: { ideal: 720 },
        frameRate: { ideal: 30, max: 60 },
      },
      audio: {
        ...(choice.microphone === "" ? {} : { deviceId: { exact: choice.microphone } }),
        channelCount: 1,
        echoCancellation: false,
        noiseSuppression: false,
        autoGainControl: false,
      },
    });
  } catch (fault) {
    throw new MediaRefusal(faultOf(fault));
  }
}

/** The devices of a kind; they have names only once the person has allowed one. */
export async function devicesOf(kind: MediaDeviceKind): Promise<MediaDeviceInfo[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all.filter((it) => it.kind === kind && it.deviceId !== "");
}

function faultOf(fault: unknown): MediaFault {
  switch (fault instanceof DOMException ? fault.name : "") {
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "denied";
  }
}
