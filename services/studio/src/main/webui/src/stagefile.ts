/** Files that an operator gives the stage. What is certainly none is refused before it is sent. */

import { putStageAsset, Refusal, type StageAsset } from "./api";

const MIB = 1_048_576;
const NAMES_KEPT = 64;
const NAMES_KEY = "afterglow.stage-files";

type Kind = "picture" | "model" | "film";

const MOST_BYTES: Record<Kind, number> = { picture: 3 * MIB, model: 5 * MIB, film: 5 * MIB };

/** What the first bytes say a file is. */
export function kindOf(head: Uint8Array): Kind | undefined {
  const begins = (at: number, ...bytes: number[]) => bytes.every((it, i) => head[at + i] === it);
  if (begins(0, 0x89, 0x50, 0x4e, 0x47) || begins(0, 0xff, 0xd8, 0xff)) {
    return "picture";
  }
  if (begins(0, 0x67, 0x6c, 0x54, 0x46)) {
    return "model";
  }
  return begins(4, 0x66, 0x74, 0x79, 0x70) ? "film" : undefined;
}

/**
 * Gives the stage a file and remembers what it was called.
 *
 * @throws Refusal FILE_UNKNOWN, FILE_TOO_LARGE, or what the studio answers
 */
export async function putFile(id: string, file: File): Promise<StageAsset> {
  const kind = kindOf(new Uint8Array(await file.slice(0, 12).arrayBuffer()));
  if (kind === undefined) {
    throw new Refusal("FILE_UNKNOWN", {}, file.name);
  }
  if (file.size > MOST_BYTES[kind]) {
    const detail = `${megabytes(file.size)} > ${megabytes(MOST_BYTES[kind])}`;
    throw new Refusal("FILE_TOO_LARGE", { detail }, file.name);
  }
  const asset = await putStageAsset(id, await base64(file));
  rememberName(asset.sha256, file.name);
  return asset;
}

/** What a file of the stage was called when this page uploaded it, in this tab. */
export function nameOf(sha256: string): string | undefined {
  return names().find(([known]) => known === sha256)?.[1];
}

function rememberName(sha256: string, name: string): void {
  const others = names().filter(([known]) => known !== sha256);
  const kept = [...others, [sha256, name]].slice(-NAMES_KEPT);
  sessionStorage.setItem(NAMES_KEY, JSON.stringify(kept));
}

function names(): [string, string][] {
  return JSON.parse(sessionStorage.getItem(NAMES_KEY) ?? "[]") as [string, string][];
}

/** Rounded up, so that what is too large reads larger. */
function megabytes(bytes: number): string {
  return `${(Math.ceil((bytes / MIB) * 10) / 10).toFixed(1)} MB`;
}

function base64(file: File): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const url = reader.result as string;
      done(url.slice(url.indexOf(",") + 1));
    });
    reader.addEventListener("error", () => {
      failed(new Refusal("FILE_UNKNOWN", { detail: reader.error?.name ?? "" }, file.name));
    });
    reader.readAsDataURL(file);
  });
}
