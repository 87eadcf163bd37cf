package dev.afterglow.registry.transparency.stamp;

import dev.afterglow.registry.transparency.StampJudge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Believes tokens that one of some given certificates signed while it was valid, over SHA-256. The
 * certificates are those of the authority's own signing keys, so no chain is built.
 */
public final class CertificateJudge implements StampJudge {
  private final List<X509Certificate> trusted;

  /**
   * A judge.
   *
   * @param trusted certificates for time-stamping (RFC 3161, 2.3), one or more
   */
  public CertificateJudge(List<X509Certificate> trusted) {
    if (trusted.isEmpty()) {
      throw new IllegalArgumentException("no certificate of a time-stamping authority");
    }
    this.trusted = List.copyOf(trusted);
  }

  /**
   * A judge by the certificates of a file.
   *
   * @param pem one or more, PEM or DER
   * @throws IllegalArgumentException where there is none
   */
  public static CertificateJudge of(byte[] pem) {
    List<X509Certificate> found = new ArrayList<>();
    try {
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        found.add((X509Certificate) each);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the authority's certificate cannot be read", e);
    }
    return new CertificateJudge(found);
  }

  @Override
  public Instant time(byte[] note, byte[] token) {
    try {
      TimeStampToken read = new TimeStampToken(new CMSSignedData(token));
      requireOf(read, note);
      requireSigned(read);
      return read.getTimeStampInfo().getGenTime().toInstant();
    } catch (TSPException | CMSException | IOException | RuntimeException e) {
      // Of a damaged token the library's reader throws whatever it stumbles over.
      throw e instanceof IllegalArgumentException refused
          ? refused
          : new IllegalArgumentException("no timestamp token", e);
    }
  }

  private static void requireOf(TimeStampToken token, byte[] note) {
    if (!TSPAlgorithms.SHA256.equals(token.getTimeStampInfo().getMessageImprintAlgOID())
        || !Arrays.equals(token.getTimeStampInfo().getMessageImprintDigest(), sha256(note))) {
      throw new IllegalArgumentException("the token is of something else");
    }
  }

  private void requireSigned(TimeStampToken token) {
    for (X509Certificate each : trusted) {
      if (token.getSID().match(holder(each)) && isSigned(token, each)) {
        return;
      }
    }
    throw new IllegalArgumentException("the token is not signed by the authority");
  }

  private static X509CertificateHolder holder(X509Certificate certificate) {
    try {
      return new JcaX509CertificateHolder(certificate);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the authority's certificate cannot be read", e);
    }
  }

  /** Looks at use and validity of the certificate as well. */
  private static boolean isSigned(TimeStampToken token, X509Certificate certificate) {
    try {
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
      return true;
    } catch (TSPException | OperatorCreationException e) {
      return false;
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
