package dev.afterglow.render.webrtc;

import dev.afterglow.render.webrtc.DtlsIdentity.Fingerprint;
import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** What both sides of a DTLS link for SRTP do alike, and the keys that come of it. */
final class DtlsTerms {
  /** Those that this side's certificate can serve. */
  static final int[] SERVER_SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
  };

  /** Those, and what a server with an RSA certificate needs. */
  static final int[] CLIENT_SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
  };

  private static final int[] PROFILES = {SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80};
  private static final int MATERIAL_BYTES = 2 * (Srtp.KEY_BYTES + Srtp.SALT_BYTES);

  private final BcTlsCrypto crypto;
  private final DtlsIdentity identity;
  private final Fingerprint other;
  private boolean profileAgreed;
  private boolean otherProven;
  private byte @Nullable [] material;

  DtlsTerms(BcTlsCrypto crypto, DtlsIdentity identity, Fingerprint other) {
    this.crypto = crypto;
    this.identity = identity;
    this.other = other;
  }

  BcTlsCrypto crypto() {
    return crypto;
  }

  /** Offers, or takes, the one protection profile. */
  Hashtable<Integer, byte[]> withProfile(@Nullable Hashtable<?, ?> extensions) throws IOException {
    Hashtable<Integer, byte[]> out = new Hashtable<>();
    if (extensions != null) {
      extensions.forEach((name, value) -> out.put((Integer) name, (byte[]) value));
    }
    TlsSRTPUtils.addUseSRTPExtension(out, new UseSRTPData(PROFILES, TlsUtils.EMPTY_BYTES));
    return out;
  }

  /** What the other side says of profiles. */
  void profile(@Nullable Hashtable<?, ?> extensions) throws IOException {
    UseSRTPData said = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
    profileAgreed =
        said != null
            && Arrays.stream(said.getProtectionProfiles()).anyMatch(it -> it == PROFILES[0]);
    if (!profileAgreed) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }
  }

  /** Lets only the one in whose certificate has the fingerprint of the session description. */
  void certificate(@Nullable Certificate chain) throws IOException {
    if (chain == null || chain.isEmpty()) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate);
    }
    TlsCertificate first = chain.getCertificateAt(0);
    if (!other.fits(first.getEncoded())) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate);
    }
    otherProven = true;
  }

  TlsCredentialedSigner signer(TlsContext context) throws IOException {
    TlsCertificate own = crypto.createCertificate(identity.certificate());
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        identity.key(),
        new Certificate(new TlsCertificate[] {own}),
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
  }

  /** The handshake is through. */
  void complete(TlsContext context) {
    material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, MATERIAL_BYTES);
  }

  /** The keys (RFC 5764, 4.2): client's key, server's key, client's salt, server's salt. */
  DtlsLink.Keys keys(boolean client) throws IOException {
    byte[] all = material;
    if (all == null || !profileAgreed || !otherProven) {
      throw new IOException("the other side was not proven");
    }
    int salts = 2 * Srtp.KEY_BYTES;
    Srtp ofClient =
        new Srtp(
            Arrays.copyOfRange(all, 0, Srtp.KEY_BYTES),
            Arrays.copyOfRange(all, salts, salts + Srtp.SALT_BYTES));
    Srtp ofServer =
        new Srtp(
            Arrays.copyOfRange(all, Srtp.KEY_BYTES, salts),
            Arrays.copyOfRange(all, salts + Srtp.SALT_BYTES, MATERIAL_BYTES));
    return client ? new DtlsLink.Keys(ofClient, ofServer) : new DtlsLink.Keys(ofServer, ofClient);
  }
}
