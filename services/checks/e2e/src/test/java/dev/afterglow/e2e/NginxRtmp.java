package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real RTMP server: Debian's nginx with its RTMP module, on a free port, recording to FLV. */
final class NginxRtmp implements AutoCloseable {
  private static final String MODULE = "/usr/lib/nginx/modules/ngx_rtmp_module.so";

  private final Process process;
  private final int port;
  private final Path recordings;

  private NginxRtmp(Process process, int port, Path recordings) {
    this.process = process;
    this.port = port;
    this.recordings = recordings;
  }

  static NginxRtmp start(Path folder) throws Exception {
    String nginx = Checkout.program("nginx");
    assumeTrue(Files.exists(Path.of(MODULE)), "skipped: libnginx-mod-rtmp is not installed");
    Path recordings = Files.createDirectories(folder.resolve("rtmp-recordings"));
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path settings = folder.resolve("nginx.conf");
    Files.writeString(
        settings,
        """
        load_module %s;
        daemon off;
        master_process off;
        pid "%s/nginx.pid";
        error_log "%s/nginx.log" info;
        events { worker_connections 64; }
        rtmp {
          server {
            listen 127.0.0.1:%d;
            chunk_size 4096;
            application live {
              live on;
              record all;
              record_path "%s";
              record_unique on;
            }
          }
        }
        """
            .formatted(MODULE, folder, folder, port, recordings));
    Process process =
        new ProcessBuilder(nginx, "-p", folder.toString(), "-c", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.out").toFile())
            .start();
    NginxRtmp server = new NginxRtmp(process, port, recordings);
    server.awaitListening();
    return server;
  }

  private void awaitListening() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(process.isAlive()).as("nginx runs").isTrue();
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return;
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError("nginx does not listen on " + port);
  }

  String url(String key) {
    return "rtmp://127.0.0.1:" + port + "/live/" + key;
  }

  /** What nginx wrote down of what was pushed to it. */
  List<Path> recordings() throws IOException {
    try (var files = Files.list(recordings)) {
      return files.sorted().toList();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    }
  }
}
