package dev.afterglow.render.output;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** TLS before a server that speaks none, with a certificate of its own making. */
final class TlsGate implements AutoCloseable {
  private static final String PASSWORD = "only-for-this-test";

  private final SSLServerSocket door;
  private final X509Certificate certificate;
  private final int target;

  /**
   * Opens the gate on a free port of {@code localhost}.
   *
   * @param folder where its key is made
   * @param name the name in its certificate
   * @param target the server's port
   */
  TlsGate(Path folder, String name, int target) throws Exception {
    this.target = target;
    Path file = folder.resolve(name + ".p12");
    make(file, name);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    certificate = (X509Certificate) store.getCertificate("gate");
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    door =
        (SSLServerSocket)
            tls.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  X509Certificate certificate() {
    return certificate;
  }

  private static void make(Path file, String name) throws Exception {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            "gate",
            "-keyalg",
            "EC",
            "-validity",
            "2",
            "-dname",
            "CN=" + name,
            "-ext",
            "SAN=dns:" + name,
            "-ext",
            "BC=ca:true",
            "-keystore",
            file.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD);
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (made.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        Thread.ofVirtual().start(() -> serve(caller));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket caller) {
    try (caller;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      Thread back = Thread.ofVirtual().start(() -> pump(server, caller));
      pump(caller, server);
      back.join();
    } catch (IOException | InterruptedException gone) {
      // The test sees that nothing arrives.
      return;
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.close();
    } catch (IOException gone) {
      // One side ended; closing the other is all there is to do.
      try {
        to.close();
      } catch (IOException alsoGone) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
