package dev.afterglow.registry.transparency.stamp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/**
 * A time-stamping authority on a free port of the loopback, which lies in each way that matters.
 */
public final class LocalAuthority implements AutoCloseable {
  private static final String POLICY = "1.3.6.1.4.1.99999.1";
  private static final Duration STALL = Duration.ofMinutes(5);

  /** What it does with a request. */
  public enum Behaviour {
    /** What the document says. */
    HONEST,
    /** It stamps another digest. */
    OTHER_DIGEST,
    /** It answers with another nonce. */
    OTHER_NONCE,
    /** It tells a time of long ago. */
    OTHER_TIME,
    /** Its certificate is valid no more when it stamps. */
    EXPIRED,
    /** Another key signs, with a certificate of the same name. */
    STRANGER,
    /** The certificate is the right one and the signature is damaged. */
    DAMAGED,
    /** It sends headers and half a body, and no more. */
    STALLED,
    /** It answers with a page. */
    BABBLING,
    /** It answers an error. */
    BROKEN
  }

  private final KeyPair key = pair();
  private final KeyPair strangers = pair();
  private final X509Certificate certificate;
  private final X509Certificate expired;
  private final X509Certificate stranger;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Supplier<Instant> now;
  private final Supplier<Behaviour> behaviour;
  private final AtomicInteger asked = new AtomicInteger();

  /** Listens; each request is answered by the behaviour and the time of its moment. */
  public LocalAuthority(Supplier<Instant> now, Supplier<Behaviour> behaviour) {
    this.now = now;
    this.behaviour = behaviour;
    Instant start = now.get();
    certificate = certificate(key, start.plus(Duration.ofDays(365)));
    expired = certificate(key, start.minus(Duration.ofDays(1)));
    stranger = certificate(strangers, start.plus(Duration.ofDays(365)));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/tsa", this::answer);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa");
  }

  /** Both certificates that an operator was given, the one that has run out among them. */
  public byte[] pem() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JcaPEMWriter pem =
        new JcaPEMWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII))) {
      pem.writeObject(certificate);
      pem.writeObject(expired);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public int asked() {
    return asked.get();
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certificate(KeyPair key, Instant until) {
    try {
      X500Name name = new X500Name("CN=stamps.example.com");
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      name,
                      BigInteger.valueOf(until.getEpochSecond()),
                      Date.from(until.minus(Duration.ofDays(400))),
                      Date.from(until),
                      name,
                      key.getPublic())
                  .addExtension(
                      Extension.extendedKeyUsage,
                      true,
                      new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))
                  .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
    } catch (GeneralSecurityException | OperatorException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    Behaviour how = behaviour.get();
    byte[] body;
    try {
      body = body(how, new TimeStampRequest(exchange.getRequestBody().readAllBytes()));
    } catch (TSPException | GeneralSecurityException | OperatorException e) {
      throw new IOException(e);
    }
    exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
    exchange.sendResponseHeaders(how == Behaviour.BROKEN ? 500 : 200, body.length);
    if (how == Behaviour.STALLED) {
      exchange.getResponseBody().write(body, 0, body.length / 2);
      exchange.getResponseBody().flush();
      stall();
      return;
    }
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void stall() {
    try {
      TimeUnit.MILLISECONDS.sleep(STALL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] body(Behaviour how, TimeStampRequest request)
      throws TSPException, GeneralSecurityException, OperatorException, IOException {
    return switch (how) {
      case HONEST, STALLED, BROKEN -> stamped(request, now.get(), key, certificate);
      case OTHER_DIGEST ->
          stamped(asking(new byte[32], request.getNonce()), now.get(), key, certificate);
      case OTHER_NONCE ->
          stamped(
              asking(request.getMessageImprintDigest(), request.getNonce().add(BigInteger.ONE)),
              now.get(),
              key,
              certificate);
      case OTHER_TIME -> stamped(request, now.get().minus(Duration.ofHours(1)), key, certificate);
      case EXPIRED -> stamped(request, now.get(), key, expired);
      case STRANGER -> stamped(request, now.get(), strangers, stranger);
      case DAMAGED -> damaged(stamped(request, now.get(), key, certificate));
      case BABBLING -> "<html>".getBytes(StandardCharsets.US_ASCII);
    };
  }

  private static TimeStampRequest asking(byte[] digest, BigInteger nonce) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    return generator.generate(TSPAlgorithms.SHA256, digest, nonce);
  }

  /** The signature stands last in the token. */
  private static byte[] damaged(byte[] response) {
    response[response.length - 1] ^= 1;
    return response;
  }

  private static byte[] stamped(
      TimeStampRequest request, Instant time, KeyPair key, X509Certificate certificate)
      throws TSPException, GeneralSecurityException, OperatorException, IOException {
    TimeStampTokenGenerator tokens =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build("SHA256withECDSA", key.getPrivate(), certificate),
            new JcaDigestCalculatorProviderBuilder()
                .build()
                .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
            new ASN1ObjectIdentifier(POLICY));
    tokens.addCertificates(new JcaCertStore(List.of(certificate)));
    return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
        .generateGrantedResponse(request, BigInteger.TEN, Date.from(time))
        .getEncoded();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
