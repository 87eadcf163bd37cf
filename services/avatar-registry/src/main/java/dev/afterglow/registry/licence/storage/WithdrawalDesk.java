package dev.afterglow.registry.licence.storage;

import dev.afterglow.drive.device.SignedBytes;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.registry.device.Device;
import dev.afterglow.registry.device.storage.DeviceStore;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.TerminationGround;
import dev.afterglow.registry.wiring.Workers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Lets whom a licence portrays, or whose work it is over, end it alone and at once: what one of
 * their devices signed is enough, whatever the operator says. Who they are stands on the device's
 * enrolment.
 */
@ApplicationScoped
public class WithdrawalDesk {
  private final LicenceStore licences;
  private final DeviceStore devices;
  private final LicenceDesk desk;
  private final Workers workers;

  @Inject
  WithdrawalDesk(LicenceStore licences, DeviceStore devices, LicenceDesk desk, Workers workers) {
    this.licences = licences;
    this.devices = devices;
    this.desk = desk;
    this.workers = workers;
  }

  /**
   * What a withdrawal is about.
   *
   * @param licenceId which licence
   * @param deviceId the device that signed
   */
  public record Signed(String licenceId, String deviceId) {}

  /** Checks who signed, outside any transaction: a stranger's call locks nothing. */
  public Uni<Signed> proven(String licenceId, String deviceId, byte[] signature) {
    return Panache.withSession(
            () ->
                licences
                    .licence(licenceId)
                    .chain(licence -> licences.holder(licence.grant()))
                    .chain(holder -> devices.device(deviceId).map(it -> own(holder, it))))
        .onFailure(WithdrawalDesk::unknownDevice)
        .transform(_ -> Faults.withdrawalRefused())
        .chain(device -> workers.call(() -> verified(device, licenceId, signature)));
  }

  private static boolean unknownDevice(Throwable failure) {
    return failure instanceof AfterglowException refused
        && refused.reason().equals("DEVICE_NOT_FOUND");
  }

  private static Device.Active own(String holder, Device device) {
    if (device instanceof Device.Active active && active.enrolment().subjectId().equals(holder)) {
      return active;
    }
    throw Faults.withdrawalRefused();
  }

  private static Signed verified(Device.Active device, String licenceId, byte[] signature) {
    if (!device.enrolment().key().verifies(SignedBytes.withdrawal(licenceId), signature)) {
      throw Faults.withdrawalRefused();
    }
    return new Signed(licenceId, device.enrolment().deviceId());
  }

  /** Ends the licence, in the caller's transaction. */
  public Uni<Licence> withdraw(Signed signed) {
    return desk.revoke(
        signed.licenceId(),
        TerminationGround.LICENSOR_DEMAND,
        "withdrawn by the licensor with device " + signed.deviceId());
  }
}
