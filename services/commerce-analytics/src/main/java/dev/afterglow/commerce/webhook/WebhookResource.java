package dev.afterglow.commerce.webhook;

import dev.afterglow.commerce.intake.FactIntake;
import dev.afterglow.commerce.intake.Receipt;
import dev.afterglow.commerce.ledger.KafkaTail;
import dev.afterglow.commerce.meters.CommerceMeters;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Where platforms push to; nothing of a push is read before its signature is right. */
@Path("/api/v1/webhooks")
@RunOnVirtualThread
public class WebhookResource {
  private final Senders senders;
  private final FactIntake intake;
  private final KafkaTail log;
  private final WebhookConfig config;
  private final CommerceMeters meters;
  private final Clock clock;

  /** Over the senders and the intake. */
  @Inject
  public WebhookResource(
      Senders senders,
      FactIntake intake,
      KafkaTail log,
      WebhookConfig config,
      CommerceMeters meters,
      Clock clock) {
    this.senders = senders;
    this.intake = intake;
    this.log = log;
    this.config = config;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Takes a push. 200 when Kafka holds what could be taken, faults of single facts included,
   * because the same push would have them again; 400 where it cannot be read, 401 where the
   * signature is not right, 404 where nobody of this name may push, 429 and 503 where it is to be
   * pushed again.
   */
  @POST
  @Path("/{sender}")
  @Produces(MediaType.APPLICATION_JSON)
  public Receipt push(
      @RestPath String sender, byte @Nullable [] body, @Context HttpHeaders headers) {
    Sender known =
        senders
            .called(sender)
            .orElseThrow(
                () ->
                    new AfterglowException(
                        "SENDER_UNKNOWN", Fault.NOT_FOUND, "nobody of this name may push"));
    Delivery delivery = new Delivery(lowered(headers), body == null ? new byte[0] : body);
    if (!known.format().isSigned(delivery, clock.instant())) {
      meters.pushed(PushOutcome.REFUSED);
      throw new AfterglowException(
          "SIGNATURE_REFUSED", Fault.UNAUTHENTICATED, "the signature is missing, wrong or too old");
    }
    Instant received = clock.instant();
    awaitShows();
    return take(known, delivery, received);
  }

  private Receipt take(Sender known, Delivery delivery, Instant received) {
    Translation translation;
    try {
      translation = known.format().translate(delivery, known.rooms(), received);
    } catch (AfterglowException e) {
      meters.pushed(PushOutcome.UNREADABLE);
      throw e;
    }
    Receipt receipt = intake.take(translation.facts());
    meters.pushed(PushOutcome.TAKEN);
    meters.withoutShow(translation.withoutShow());
    return receipt;
  }

  /** What Kafka holds by now says whose show is on; without it orders would be left out wrongly. */
  private void awaitShows() {
    try {
      log.awaitEnd(config.patience());
    } catch (KafkaTail.BehindException e) {
      meters.pushed(PushOutcome.TOO_EARLY);
      throw new AfterglowException(
          "LOG_UNAVAILABLE",
          Fault.UNAVAILABLE,
          "the log is still being read; push it again",
          Map.of(),
          e);
    }
  }

  private static Map<String, String> lowered(HttpHeaders headers) {
    return headers.getRequestHeaders().entrySet().stream()
        .collect(
            Collectors.toMap(
                it -> it.getKey().toLowerCase(Locale.ROOT),
                it -> first(it.getValue()),
                (one, _) -> one));
  }

  private static String first(List<String> values) {
    return values.isEmpty() ? "" : values.getFirst();
  }
}
