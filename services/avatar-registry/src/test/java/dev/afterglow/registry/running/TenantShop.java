package dev.afterglow.registry.running;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AppendEvidenceRequest;
import dev.afterglow.api.registry.v1.Device;
import dev.afterglow.api.registry.v1.EnrolDeviceRequest;
import dev.afterglow.api.registry.v1.GetAvatarRequest;
import dev.afterglow.api.registry.v1.GetDeviceRequest;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.StartPairingRequest;
import dev.afterglow.drive.device.DeviceKey;
import dev.afterglow.drive.device.PairingCode;
import dev.afterglow.drive.device.SignedBytes;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;

/** A tenant with one thing of each kind that the registry keeps. */
final class TenantShop implements AutoCloseable {
  final RegistryCaller caller;
  final String number = RegistryCaller.number();
  final String verificationRequest = RegistryCaller.id();
  final String subject;
  final String avatar;
  final Licence licence;
  final IntendedUse use;
  final String holder;
  final String leaseRequest = RegistryCaller.id();
  final String lease;
  final KeyPair key = pair();
  final String device;
  final String code;
  final AppendEvidenceRequest window;
  final long index;

  TenantShop(URL url, String tenant) {
    caller = new RegistryCaller(url, tenant);
    subject =
        caller
            .resume(
                caller
                    .identities
                    .beginVerification(
                        caller
                            .verification(number, RegistryCaller.NAME)
                            .setRequestId(verificationRequest)
                            .build())
                    .getPerson()
                    .getSubjectId())
            .getSubjectId();
    avatar = caller.upload(subject).getAvatarId();
    licence = caller.licence(subject, avatar);
    use = caller.use(licence);
    holder = "worker-of-" + subject;
    lease = caller.leases.acquireLease(acquire(leaseRequest, use, holder)).getLease().getLeaseId();
    device = caller.devices.enrolDevice(enrolment(pairing(), key)).getDevice().getDeviceId();
    code = pairing();
    window =
        AppendEvidenceRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setBroadcastId(RegistryCaller.id())
            .setDriverSubjectId(subject)
            .setWindow(ByteString.copyFromUtf8("window of " + subject))
            .build();
    index = caller.log.appendEvidence(window).getIndex();
  }

  static AcquireLeaseRequest acquire(String requestId, IntendedUse use, String holder) {
    return AcquireLeaseRequest.newBuilder()
        .setRequestId(requestId)
        .setUse(use)
        .setHolder(holder)
        .build();
  }

  String licenceId() {
    return licence.getLicenceId();
  }

  /** Everything that the registry made up for this tenant, or that it was told. */
  List<String> ids() {
    return List.of(
        subject,
        avatar,
        licenceId(),
        use.getRoomId(),
        lease,
        device,
        code,
        verificationRequest,
        leaseRequest,
        window.getRequestId(),
        window.getBroadcastId());
  }

  /** What there is of this tenant now, as it sees it. */
  List<Object> state() {
    return List.of(
        caller
            .identities
            .getPerson(GetPersonRequest.newBuilder().setSubjectId(subject).build())
            .getPerson(),
        caller.avatars.getAvatar(GetAvatarRequest.newBuilder().setAvatarId(avatar).build()),
        caller.licences.getLicence(
            GetLicenceRequest.newBuilder().setLicenceId(licenceId()).build()),
        caller
            .leases
            .renewLease(RenewLeaseRequest.newBuilder().setLeaseId(lease).build())
            .getLease()
            .getUse(),
        device());
  }

  private Device device() {
    return caller
        .devices
        .getDevice(GetDeviceRequest.newBuilder().setDeviceId(device).build())
        .getDevice();
  }

  private String pairing() {
    return caller
        .devices
        .startPairing(StartPairingRequest.newBuilder().setSubjectId(subject).build())
        .getCode();
  }

  static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static EnrolDeviceRequest enrolment(String code, KeyPair pair) {
    DeviceKey key = DeviceKey.of(pair.getPublic());
    return EnrolDeviceRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setCode(code)
        .setPublicKey(ByteString.copyFrom(key.raw()))
        .setLabel("Studio 2 phone")
        .setProof(
            ByteString.copyFrom(sign(pair, SignedBytes.enrolment(new PairingCode(code), key))))
        .build();
  }

  private static byte[] sign(KeyPair pair, byte[] message) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    caller.close();
  }
}
