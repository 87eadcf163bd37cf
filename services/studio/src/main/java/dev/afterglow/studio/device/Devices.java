package dev.afterglow.studio.device;

import java.util.List;
import java.util.UUID;

/**
 * Port to the service that knows devices. Unreachable = {@code SERVICE_UNAVAILABLE}; what it
 * refuses keeps the registry's reason.
 */
public interface Devices {

  /**
   * A new code for a person; the one before stops working.
   *
   * @throws dev.afterglow.platform.error.AfterglowException PERSON_NOT_FOUND, PERSON_NOT_VERIFIED
   */
  Pairing pair(UUID subjectId);

  /**
   * A person's devices, newest first, revoked ones among them.
   *
   * @param pageSize at most so many, 1 to 200; 0 = 50
   * @param pageToken of the page before; empty = first page
   * @throws dev.afterglow.platform.error.AfterglowException PERSON_NOT_FOUND, INVALID_FIELD,
   *     CURSOR_EXPIRED
   */
  Page of(UUID subjectId, int pageSize, String pageToken);

  /**
   * Revokes a device for good; a revoked one stays so.
   *
   * @throws dev.afterglow.platform.error.AfterglowException DEVICE_NOT_FOUND, REQUEST_ID_REUSED
   */
  CaptureDevice revoke(UUID requestId, UUID deviceId);

  /**
   * A page of devices.
   *
   * @param devices newest first
   * @param nextPageToken empty on the last page
   */
  record Page(List<CaptureDevice> devices, String nextPageToken) {
    /** Copies the list. */
    public Page {
      devices = List.copyOf(devices);
    }
  }
}
