/** The studio as far as the capture page needs it: the page, its settings, the tracker's model. */

import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".json": "application/json",
};

/** As the studio's PagePolicy says it; PageFilterTest pins the same text. */
export function policy(connect: string): string {
  return (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; " +
    `connect-src ${connect}; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; ` +
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  );
}

export class CaptureSite {
  private readonly server: Server;

  constructor(
    private readonly pages: string,
    private readonly driveUrl: string,
    private readonly model: string | undefined,
  ) {
    this.server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://localhost").pathname;
      if (path === "/api/v1/capture") {
        response.writeHead(200, { "Content-Type": "application/json" }).end(
          JSON.stringify({
            drive_url: this.driveUrl,
            ...(this.model === undefined ? {} : { face_model: "/capture/models/face_landmarker.task" }),
          }),
        );
        return;
      }
      const file = path === "/capture/models/face_landmarker.task" ? this.model : this.page(path);
      if (file === undefined || !existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      const connect = path === "/capture/" ? `'self' ${new URL(this.driveUrl).origin}` : "'self'";
      response.writeHead(200, {
        "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
        "Content-Security-Policy": policy(connect),
        "Permissions-Policy": "camera=(self), microphone=(self), screen-wake-lock=(self)",
      });
      createReadStream(file).pipe(response);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private page(path: string): string | undefined {
    const file = join(this.pages, normalize(path.endsWith("/") ? `${path}index.html` : path));
    return file.startsWith(this.pages) ? file : undefined;
  }
}
