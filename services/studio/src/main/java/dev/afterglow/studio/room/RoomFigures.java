package dev.afterglow.studio.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * The figures of a room as the page shows them; what each means stands in the contract's {@code
 * Room}.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RoomFigures(
    UUID roomId,
    long factCount,
    long duplicateCount,
    long quarantinedCount,
    long flaggedCount,
    long viewerCount,
    long onlineCount,
    long peakOnlineCount,
    long watchTimeS,
    long commentCount,
    long likeCount,
    long impressionCount,
    long clickCount,
    long orderCount,
    long paidOrderCount,
    long refundedOrderCount,
    List<Money> gmvPaid,
    List<Money> gmvNet,
    List<Product> topProducts,
    List<Word> frequentWords,
    String shopId,
    List<Standing> standings,
    List<Question> questions,
    boolean provisional,
    Instant asOfTime) {

  /** Copies the lists. */
  public RoomFigures {
    gmvPaid = List.copyOf(gmvPaid);
    gmvNet = List.copyOf(gmvNet);
    topProducts = List.copyOf(topProducts);
    frequentWords = List.copyOf(frequentWords);
    standings = List.copyOf(standings);
    questions = List.copyOf(questions);
  }

  /**
   * Where a total stands among the same total of the shop's past shows.
   *
   * @param percentile 0 to 100; absent while there are fewer than the least
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Standing(
      String metricId,
      String currencyCode,
      OptionalDouble percentile,
      int showCount,
      int leastShowCount) {}

  /**
   * A question that viewers ask and nobody answered.
   *
   * @param intent what is asked, as in the contract without its prefix
   * @param subject a product, "link:" and a number, or nothing
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Question(
      String intent,
      String subject,
      long askCount,
      long askerCount,
      Instant lastAskTime,
      boolean explainedNow) {}

  /** An amount in the currency's smallest unit. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Money(String currencyCode, long amountMinor) {}

  /** The figures of a product. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Product(
      String productId,
      long impressionCount,
      long clickCount,
      long paidOrderCount,
      long unitCount,
      List<Money> gmvPaid) {

    /** Copies the list. */
    public Product {
      gmvPaid = List.copyOf(gmvPaid);
    }
  }

  /** How many comments use a word. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Word(String word, long count) {}
}
