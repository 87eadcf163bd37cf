package dev.afterglow.studio.upstream;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.RemoteFault;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.broadcast.Refusals;
import io.grpc.StatusRuntimeException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Waits for another service's answer and says which service did not give one. */
final class Upstream {

  private static final Log LOG = Log.of(Upstream.class);

  private final String service;
  private final Duration deadline;

  Upstream(String service, Duration deadline) {
    this.service = service;
    this.deadline = deadline;
  }

  /**
   * Waits for an answer.
   *
   * @param refusal turns a refusal of the service into ours; empty for one that nobody foresaw,
   *     which counts as no answer, because the caller cannot mend it
   */
  <T> T answer(Uni<T> call, Function<RemoteFault, Optional<AfterglowException>> refusal) {
    try {
      return call.await().atMost(deadline);
    } catch (StatusRuntimeException e) {
      throw refusal.apply(RemoteFault.from(e)).orElseGet(() -> unavailable(e, e.getStatus()));
    } catch (RuntimeException e) {
      throw unavailable(e, e.getClass().getSimpleName());
    }
  }

  private AfterglowException unavailable(RuntimeException cause, Object how) {
    LOG.warn("service did not answer", LogKey.KIND.is(service), LogKey.CODE.is(how));
    return Refusals.serviceUnavailable(service, cause);
  }
}
