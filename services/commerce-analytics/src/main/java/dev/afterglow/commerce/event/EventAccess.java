package dev.afterglow.commerce.event;

import dev.afterglow.platform.auth.ServiceAccess;
import dev.afterglow.platform.auth.ServiceToken;
import java.util.Optional;

/**
 * Who may send events.
 *
 * @param services whom gRPC lets in
 * @param senders who may send events and nothing else; empty = nobody more
 */
record EventAccess(ServiceAccess services, Optional<ServiceAccess> senders) {
  static EventAccess of(ServiceAccess services, Optional<ServiceToken> token) {
    return new EventAccess(services, token.map(ServiceAccess.Guarded::new));
  }

  /** Whether a request with this {@code Authorization} header, or none (""), is let in. */
  boolean admits(String authorization) {
    return services.admits(authorization)
        || senders.filter(it -> it.admits(authorization)).isPresent();
  }
}
