package dev.afterglow.studio.room;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The figures of a room as the page shows them; what each means stands in the contract's {@code
 * Room}.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RoomFigures(
    UUID roomId,
    long factCount,
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
    boolean provisional,
    Instant asOfTime) {

  /** Copies the lists. */
  public RoomFigures {
    gmvPaid = List.copyOf(gmvPaid);
    gmvNet = List.copyOf(gmvNet);
    topProducts = List.copyOf(topProducts);
    frequentWords = List.copyOf(frequentWords);
  }

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
