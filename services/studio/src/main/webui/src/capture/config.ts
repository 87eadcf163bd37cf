/** What the studio tells the page: where to drive to, and which tracker it can have. */
export interface CaptureConfig {
  /** The WebSocket of capture-ingest. */
  drive_url: string;
  /** Where MediaPipe's model is; absent where the studio has none. */
  face_model?: string;
}

/** Asks the studio. */
export async function captureConfig(): Promise<CaptureConfig> {
  const response = await fetch("/api/v1/capture", { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) {
    throw new Error(`the studio answered ${response.status}`);
  }
  return await response.json() as CaptureConfig;
}
