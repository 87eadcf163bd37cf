package dev.afterglow.capture.wire;

import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.platform.validation.HandChecked;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Has samples checked by {@link SampleMapper} and {@link BatchMapper}, as they come up to a hundred
 * times a second.
 */
public final class SampleCheckWiring {
  /** Motion and voice are checked by hand; what opens a stream, by the contract's rules. */
  @Produces
  @Singleton
  HandChecked samples() {
    return message ->
        message instanceof OpenDriveRequest request
            && (request.hasMotion() || request.hasVoice() || request.hasSignedBatch());
  }
}
