package dev.afterglow.registry.asset.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * A real server of the S3 API (S3Proxy over a folder) in a process of its own, so that it can be
 * stopped for a while and ended for good. It checks signatures (SigV4) by code of its own.
 */
public final class StorageServer implements AutoCloseable {
  public static final String ACCESS_KEY = "afterglow-test-key";
  public static final String SECRET_KEY = "afterglow-test-secret-9f3c";
  public static final String BUCKET = "afterglow";

  private final Process process;
  private final int port;

  private StorageServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Serves a folder, with one bucket in it. */
  public static StorageServer start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                StorageServer.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("port ")) {
        return new StorageServer(process, Integer.parseInt(line.substring(5)));
      }
    }
    throw new IOException("the server of the S3 API did not start");
  }

  /** The process itself. */
  public static void main(String[] folder) throws Exception {
    BlobStore objects = new FilesystemNio2BlobStore(folder[0]);
    objects.createContainer(BUCKET);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .build();
    server.start();
    System.out.println("port " + server.getPort());
    System.out.flush();
    // Nobody outlives the test that started it.
    while (System.in.read() >= 0) {
      // Until the test's end.
    }
    System.exit(0);
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  int port() {
    return port;
  }

  /** Its process's id. */
  public long pid() {
    return process.pid();
  }

  /** It is there and does not answer. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** It answers again. */
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
