package dev.afterglow.render.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates a connection of FFmpeg's takes. FFmpeg checks none unless it is told to, and
 * then wants the authorities as a file: it gets those that Java trusts ({@code
 * javax.net.ssl.trustStore}, or the runtime's own), so that all of the worker's connections trust
 * the same. The name in the certificate has to be the address's, too.
 *
 * @param authorities their certificates, PEM
 */
record TlsTrust(Path authorities) {
  private static @Nullable TlsTrust ofJava;

  /**
   * The authorities that Java trusts, written to a temporary file once.
   *
   * @throws IOException when that file cannot be written
   */
  static synchronized TlsTrust ofJava() throws IOException {
    TlsTrust known = ofJava;
    if (known == null || !Files.exists(known.authorities)) {
      known = written(trustedByJava());
      ofJava = known;
    }
    return known;
  }

  /** Trusts those alone. */
  static TlsTrust written(X509Certificate... certificates) throws IOException {
    StringBuilder pem = new StringBuilder();
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    try {
      for (X509Certificate certificate : certificates) {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(lines.encodeToString(certificate.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a trusted certificate cannot be written", e);
    }
    Path file = Files.createTempFile("authorities", ".pem");
    file.toFile().deleteOnExit();
    return new TlsTrust(Files.writeString(file, pem));
  }

  /** What FFmpeg's connection has to be told. */
  Map<String, String> options() {
    return Map.of("tls_verify", "1", "ca_file", authorities.toString());
  }

  private static X509Certificate[] trustedByJava() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          return x509.getAcceptedIssuers();
        }
      }
      throw new IllegalStateException("Java trusts no certificate");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java's trusted certificates cannot be read", e);
    }
  }
}
