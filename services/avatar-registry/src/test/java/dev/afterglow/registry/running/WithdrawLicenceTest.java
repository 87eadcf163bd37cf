package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.Device;
import dev.afterglow.api.registry.v1.EnrolDeviceRequest;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.LicenceServiceGrpc;
import dev.afterglow.api.registry.v1.LicenceState;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.RevokeDeviceRequest;
import dev.afterglow.api.registry.v1.StartPairingRequest;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import dev.afterglow.api.registry.v1.WithdrawLicenceRequest;
import dev.afterglow.drive.device.DeviceKey;
import dev.afterglow.drive.device.PairingCode;
import dev.afterglow.drive.device.SignedBytes;
import dev.afterglow.platform.auth.OpenMethods;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import org.junit.jupiter.api.Test;

/** Whom a licence portrays ends it alone; nobody else passes for them. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class WithdrawLicenceTest extends RegistryScene {
  @Inject OpenMethods open;

  /** A device and the key that it holds. */
  private record Held(Device device, KeyPair pair) {}

  private Held device(String subject) throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    DeviceKey key = DeviceKey.of(pair.getPublic());
    String code =
        registry
            .devices
            .startPairing(StartPairingRequest.newBuilder().setSubjectId(subject).build())
            .getCode();
    byte[] proof = sign(pair, SignedBytes.enrolment(new PairingCode(code), key));
    return new Held(
        registry
            .devices
            .enrolDevice(
                EnrolDeviceRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setCode(code)
                    .setPublicKey(ByteString.copyFrom(key.raw()))
                    .setLabel("phone")
                    .setProof(ByteString.copyFrom(proof))
                    .build())
            .getDevice(),
        pair);
  }

  private static byte[] sign(KeyPair pair, byte[] message) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(message);
    return signer.sign();
  }

  /** A request that nobody signed. */
  static WithdrawLicenceRequest unsigned(String licence, String device) {
    return WithdrawLicenceRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setLicenceId(licence)
        .setDeviceId(device)
        .setSignature(ByteString.copyFrom(new byte[64]))
        .build();
  }

  private Licence withdraw(Licence licence, Held by, byte[] signature) {
    return registry
        .licences
        .withdrawLicence(
            unsigned(licence.getLicenceId(), by.device().getDeviceId()).toBuilder()
                .setSignature(ByteString.copyFrom(signature))
                .build())
        .getLicence();
  }

  private String refused(Licence licence, Held by, byte[] signature) {
    Throwable thrown = catchThrowable(() -> withdraw(licence, by, signature));
    assertThat(thrown).as("withdrawn by somebody else's word").isNotNull();
    return RegistryCaller.info(thrown).getReason();
  }

  private static byte[] saying(Licence licence) {
    return SignedBytes.withdrawal(licence.getLicenceId());
  }

  @Test
  void shouldEndTheLicenceAndItsLeasesWhenTheLicensorsDeviceSigns() throws Exception {
    // Given
    Licence licence = registry.ready();
    Held phone = device(licence.getLicensorSubjectId());
    StreamLease lease =
        registry
            .leases
            .acquireLease(
                AcquireLeaseRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setUse(registry.use(licence))
                    .setHolder("worker-w")
                    .build())
            .getLease();

    // When
    Licence withdrawn = withdraw(licence, phone, sign(phone.pair(), saying(licence)));
    Licence again = withdraw(licence, phone, sign(phone.pair(), saying(licence)));

    // Then
    assertThat(withdrawn.getState()).isEqualTo(LicenceState.LICENCE_STATE_REVOKED);
    assertThat(withdrawn.getEpoch()).isEqualTo(licence.getEpoch() + 1);
    assertThat(again).isEqualTo(withdrawn);
    Throwable renewal =
        catchThrowable(
            () ->
                registry.leases.renewLease(
                    RenewLeaseRequest.newBuilder().setLeaseId(lease.getLeaseId()).build()));
    assertThat(RegistryCaller.info(renewal).getReason()).isEqualTo("LEASE_REVOKED");
  }

  @Test
  void shouldEndTheLicenceWhenTheLicensorIsSuspended() throws Exception {
    // Given
    Licence licence = registry.ready();
    Held phone = device(licence.getLicensorSubjectId());
    registry.identities.suspendPerson(
        SuspendPersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(licence.getLicensorSubjectId())
            .build());

    // When
    Licence withdrawn = withdraw(licence, phone, sign(phone.pair(), saying(licence)));

    // Then
    assertThat(withdrawn.getState()).isEqualTo(LicenceState.LICENCE_STATE_REVOKED);
  }

  @Test
  void shouldRefuseWhateverIsNotTheLicensorsWordAboutThatLicence() throws Exception {
    // Given
    Licence licence = registry.ready();
    Licence other =
        registry.licence(licence.getLicensorSubjectId(), licence.getTerms().getAvatarId());
    Held mine = device(licence.getLicensorSubjectId());
    Held lost = device(licence.getLicensorSubjectId());
    Held strangers = device(registry.verified());
    registry.devices.revokeDevice(
        RevokeDeviceRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setDeviceId(lost.device().getDeviceId())
            .build());
    Held unknown =
        new Held(mine.device().toBuilder().setDeviceId(RegistryCaller.id()).build(), mine.pair());
    byte[] word = sign(mine.pair(), saying(licence));

    // When // Then
    assertThat(refused(licence, strangers, sign(strangers.pair(), saying(licence))))
        .isEqualTo("WITHDRAWAL_REFUSED");
    assertThat(refused(licence, lost, sign(lost.pair(), saying(licence))))
        .isEqualTo("WITHDRAWAL_REFUSED");
    assertThat(refused(licence, unknown, word)).isEqualTo("WITHDRAWAL_REFUSED");
    assertThat(refused(licence, mine, sign(strangers.pair(), saying(licence))))
        .isEqualTo("WITHDRAWAL_REFUSED");
    assertThat(refused(licence, mine, sign(mine.pair(), saying(other))))
        .isEqualTo("WITHDRAWAL_REFUSED");
    assertThat(refused(licence, mine, sign(mine.pair(), SignedBytes.batch(new byte[1]))))
        .isEqualTo("WITHDRAWAL_REFUSED");
    assertThat(
            registry
                .licences
                .getLicence(
                    GetLicenceRequest.newBuilder().setLicenceId(licence.getLicenceId()).build())
                .getLicence())
        .isEqualTo(licence);
  }

  @Test
  void shouldNeedNoServiceTokenForThatOneCallAlone() {
    // Then
    assertThat(open.fullNames())
        .containsExactly(LicenceServiceGrpc.getWithdrawLicenceMethod().getFullMethodName());
  }
}
