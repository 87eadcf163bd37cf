package dev.afterglow.render.webrtc;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * A key and a certificate of its own for one connection; what makes it count is the fingerprint in
 * the offer (RFC 8122).
 *
 * @param certificate DER
 * @param key its private key
 */
@SuppressWarnings("ArrayRecordComponent") // made here, never written
record DtlsIdentity(byte[] certificate, AsymmetricKeyParameter key) {
  private static final long LASTS_S = 7 * 24 * 3_600L;
  private static final long SKEW_S = 24 * 3_600L;

  /** Makes one: ECDSA on P-256, valid for a week. */
  static DtlsIdentity make(SecureRandom random, Instant now) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = keys.generateKeyPair();
      return new DtlsIdentity(
          signed(tbs(pair, random, now), pair),
          PrivateKeyFactory.createKey(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  private static AlgorithmIdentifier algorithm() {
    return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  }

  private static TBSCertificate tbs(KeyPair pair, SecureRandom random, Instant now) {
    X500Name name = new X500Name("CN=afterglow");
    V3TBSCertificateGenerator out = new V3TBSCertificateGenerator();
    out.setSerialNumber(new ASN1Integer(new BigInteger(63, random).add(BigInteger.ONE)));
    out.setIssuer(name);
    out.setSubject(name);
    out.setSignature(algorithm());
    out.setStartDate(new Time(Date.from(now.minusSeconds(SKEW_S))));
    out.setEndDate(new Time(Date.from(now.plusSeconds(LASTS_S))));
    out.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    return out.generateTBSCertificate();
  }

  private static byte[] signed(TBSCertificate tbs, KeyPair pair)
      throws GeneralSecurityException, IOException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(tbs.getEncoded(ASN1Encoding.DER));
    ASN1EncodableVector all = new ASN1EncodableVector();
    all.add(tbs);
    all.add(algorithm());
    all.add(new DERBitString(signature.sign()));
    return new DERSequence(all).getEncoded(ASN1Encoding.DER);
  }

  /** The fingerprint as a session description says it. */
  String fingerprint() {
    return new Fingerprint("sha-256", Fingerprint.of("sha-256", certificate)).toString();
  }

  @Override
  public String toString() {
    return "DtlsIdentity";
  }

  /**
   * What a certificate must hash to.
   *
   * @param algorithm as a session description names it, e.g. {@code sha-256}
   * @param hash in upper-case hexadecimal with colons
   */
  record Fingerprint(String algorithm, String hash) {
    /** Hashes a certificate. */
    static String of(String algorithm, byte[] certificate) {
      try {
        String name = algorithm.toUpperCase(Locale.ROOT);
        byte[] hash = MessageDigest.getInstance(name).digest(certificate);
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("no such hash: " + algorithm, e);
      }
    }

    /** Whether a certificate is the one. */
    boolean fits(byte[] certificate) {
      return of(algorithm, certificate).equalsIgnoreCase(hash);
    }

    @Override
    public String toString() {
      return algorithm + " " + hash;
    }
  }
}
