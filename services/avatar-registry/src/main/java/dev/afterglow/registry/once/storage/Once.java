package dev.afterglow.registry.once.storage;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.vault.Vault;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Does a thing once for each request id: the answer is stored in the same transaction as the
 * change, so either both are there or neither. Two equal requests at the same moment make one
 * change; the other meets the first's row, starts again and finds its answer.
 */
@ApplicationScoped
public class Once {
  /** How long an answer is kept. */
  static final Duration KEPT = Duration.ofHours(24);

  private final RequestStore requests;
  private final Vault vault;
  private final Clock clock;

  @Inject
  Once(RequestStore requests, Vault vault, Clock clock) {
    this.requests = requests;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Runs {@code work} in a transaction unless the request was answered before.
   *
   * @param requestId the caller's id
   * @param request the whole request; another one under the same id is refused
   * @param answers reads a stored answer
   */
  public <T extends Message> Uni<T> run(
      String requestId, Message request, Parser<T> answers, Supplier<Uni<T>> work) {
    String method = request.getDescriptorForType().getFullName();
    byte[] fingerprint = vault.fingerprint(request.toByteArray());
    return attempt(requestId, method, fingerprint, answers, work)
        .onFailure(Once::isDuplicate)
        .recoverWithUni(() -> attempt(requestId, method, fingerprint, answers, work));
  }

  /**
   * Like {@link #run}, with something slow to be done first, outside any transaction: a provider
   * asked, a file judged. It is skipped where the answer is there already.
   */
  public <P, T extends Message> Uni<T> runAfter(
      String requestId,
      Message request,
      Parser<T> answers,
      Supplier<Uni<P>> first,
      Function<P, Uni<T>> work) {
    String method = request.getDescriptorForType().getFullName();
    byte[] fingerprint = vault.fingerprint(request.toByteArray());
    return Panache.withSession(() -> requests.answered(requestId))
        .chain(
            found ->
                found == null
                    ? first
                        .get()
                        .chain(ready -> run(requestId, request, answers, () -> work.apply(ready)))
                    : stored(found, requestId, method, fingerprint, answers));
  }

  private <T extends Message> Uni<T> attempt(
      String requestId,
      String method,
      byte[] fingerprint,
      Parser<T> answers,
      Supplier<Uni<T>> work) {
    return Panache.withTransaction(
        () ->
            requests
                .answered(requestId)
                .chain(
                    found -> {
                      if (found == null) {
                        return work.get()
                            .call(answer -> keep(requestId, method, fingerprint, answer));
                      }
                      return stored(found, requestId, method, fingerprint, answers);
                    }));
  }

  private static <T> Uni<T> stored(
      RequestEntity found, String requestId, String method, byte[] fingerprint, Parser<T> answers) {
    if (!found.method.equals(method) || !Arrays.equals(found.fingerprint, fingerprint)) {
      return Uni.createFrom().failure(Faults.requestIdReused(requestId));
    }
    return Uni.createFrom().item(() -> parse(answers, found.response));
  }

  private Uni<RequestEntity> keep(
      String requestId, String method, byte[] fingerprint, Message answer) {
    RequestEntity entity = new RequestEntity();
    entity.requestId = requestId;
    entity.method = method;
    entity.fingerprint = fingerprint;
    entity.response = answer.toByteArray();
    entity.createTime = StoredTime.now(clock);
    return requests.persistAndFlush(entity);
  }

  private static <T> T parse(Parser<T> answers, byte[] response) {
    try {
      return answers.parseFrom(response);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored answer cannot be read", e);
    }
  }

  private static boolean isDuplicate(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ConstraintViolationException violation) {
        String constraint = violation.getConstraintName();
        return constraint != null
            && (constraint.contains("request_pkey")
                || constraint.contains("blind_index")
                || constraint.contains("device_public_key"));
      }
    }
    return false;
  }
}
