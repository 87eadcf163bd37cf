/** Reads what the preview sends: fragmented MP4 (ISO/IEC 14496-12) with one H.264 track first. */

import { createFile, MP4BoxBuffer, type AllRegisteredBoxes, type ISOFile } from "mp4box";

/** What a decoder must know of the pictures. */
export interface PictureTrack {
  id: number;
  /** Ticks a second. */
  timescale: number;
  /** The AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1). */
  description: Uint8Array;
}

/** One encoded picture. */
export interface EncodedPicture {
  /** Its time in the stream, microseconds. */
  timeUs: number;
  durationUs: number;
  /** Whether decoding can begin here. */
  key: boolean;
  data: Uint8Array;
}

/** A fragment's pictures. */
export interface Fragment {
  pictures: EncodedPicture[];
  /**
   * When what the first picture shows was captured, milliseconds since 1970; undefined where the
   * stream does not say (its ProducerReferenceTimeBox, 8.16.5).
   */
  capturedMs: number | undefined;
}

/** From 1900, where NTP begins to count, to 1970, seconds. */
const NTP_TO_UNIX_S = 2_208_988_800;
const BOX_HEAD_BYTES = 8;
/** sample_is_non_sync_sample of a sample's flags (8.8.3.1). */
const NOT_A_KEY = 0x10000;

/** The track of pictures, or undefined where there is none that can be read. */
export function pictureTrack(init: ArrayBuffer): PictureTrack | undefined {
  const { moov } = parse(init) as Partial<ISOFile>;
  for (const trak of moov?.traks ?? []) {
    const entry = trak.mdia.minf.stbl.stsd.entries[0];
    if (entry !== undefined && "avcC" in entry) {
      const avcC = entry.avcC as AllRegisteredBoxes["avcC"];
      const start = avcC.start ?? 0;
      return {
        id: trak.tkhd.track_id,
        timescale: trak.mdia.mdhd.timescale,
        description: new Uint8Array(init.slice(start + BOX_HEAD_BYTES, start + avcC.size)),
      };
    }
  }
  return undefined;
}

/** The pictures of a fragment; none where it has only sound. */
export function readFragment(bytes: ArrayBuffer, track: PictureTrack): Fragment {
  const file = parse(bytes);
  const pictures: EncodedPicture[] = [];
  for (const moof of file.moofs) {
    for (const traf of moof.trafs) {
      if (traf.tfhd.track_id !== track.id) {
        continue;
      }
      let ticks = traf.tfdt.baseMediaDecodeTime;
      for (const run of traf.truns) {
        let at = (moof.start ?? 0) + run.data_offset;
        for (let i = 0; i < run.sample_count; i++) {
          const size = run.sample_size[i] ?? traf.tfhd.default_sample_size;
          const duration = run.sample_duration[i] ?? traf.tfhd.default_sample_duration;
          pictures.push({
            timeUs: (ticks * 1e6) / track.timescale,
            durationUs: (duration * 1e6) / track.timescale,
            key: (flags(traf.tfhd, run, i) & NOT_A_KEY) === 0,
            data: new Uint8Array(bytes, at, size),
          });
          at += size;
          ticks += duration;
        }
      }
    }
  }
  return { pictures, capturedMs: capturedMs(file) };
}

/** The first picture of a run may have flags of its own (8.8.8.1). */
function flags(
  head: AllRegisteredBoxes["tfhd"],
  run: AllRegisteredBoxes["trun"],
  i: number,
): number {
  const FIRST_SAMPLE_FLAGS = 4;
  if (i === 0 && (run.flags & FIRST_SAMPLE_FLAGS) !== 0) {
    return run.first_sample_flags;
  }
  return run.sample_flags[i] ?? head.default_sample_flags;
}

function capturedMs(file: ISOFile): number | undefined {
  const box = file.boxes.find((it) => it.type === "prft") as
    | AllRegisteredBoxes["prft"]
    | undefined;
  return box === undefined ? undefined : (box.ntp_timestamp / 2 ** 32 - NTP_TO_UNIX_S) * 1_000;
}

function parse(bytes: ArrayBuffer): ISOFile {
  const file = createFile();
  file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(bytes, 0));
  return file;
}
