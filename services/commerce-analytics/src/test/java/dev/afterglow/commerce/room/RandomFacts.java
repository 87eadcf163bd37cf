package dev.afterglow.commerce.room;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A seeded, unruly stream of facts: late, repeated, contradicting, payments before orders. */
public final class RandomFacts {
  private static final String[] WORDS = {"好看", "包邮", "尺码", "链接", "回购", "显瘦", "发货", "正品"};

  private final SplittableRandom random;
  private final RoomFacts facts = new RoomFacts();
  private final List<Fact> sent = new ArrayList<>();
  private long second;

  public RandomFacts(long seed) {
    random = new SplittableRandom(seed);
  }

  public Fact next() {
    second += random.nextInt(4) == 0 ? random.nextInt(20) : 0;
    int dice = random.nextInt(100);
    if (dice < 8 && !sent.isEmpty()) {
      return sent.get(random.nextInt(sent.size())).sentAt(RoomFacts.at(second));
    }
    if (dice < 11 && !sent.isEmpty()) {
      Fact old = sent.get(random.nextInt(sent.size()));
      return RoomFacts.of(old.id(), second, "impostor", new Happening.Like(9_999));
    }
    long occurred = random.nextInt(5) == 0 ? second - random.nextInt(300) : second;
    Fact fact = facts.of(occurred, viewer(), what()).sentAt(RoomFacts.at(second));
    sent.add(fact);
    return fact;
  }

  /** When the service received the latest fact, seconds from the start. */
  public long second() {
    return second;
  }

  private String viewer() {
    return random.nextInt(10) == 0 ? "" : "v" + random.nextInt(60);
  }

  private String order() {
    return "o" + random.nextInt(400);
  }

  private String product() {
    return "p" + random.nextInt(30);
  }

  private Happening what() {
    return switch (random.nextInt(25)) {
      case 0, 1 -> new Happening.Enter("recommend");
      case 2, 3 -> new Happening.Heartbeat();
      case 4 -> new Happening.Leave();
      case 5 -> new Happening.Comment(comment());
      case 6 -> new Happening.Like(1 + random.nextInt(50));
      case 7 -> new Happening.ProductImpression(product());
      case 8 -> new Happening.ProductClick(product());
      case 9, 10 -> new Happening.OrderCreated(order(), lines());
      case 11 -> new Happening.OrderPaid(order(), RoomFacts.yuan(random.nextInt(100_000)));
      case 12 -> new Happening.OrderRefunded(order(), RoomFacts.yuan(random.nextInt(50_000)));
      case 13 -> compute();
      case 14 -> new Happening.ExplainSegment(product(), random.nextInt(3) > 0);
      case 15 -> answered();
      case 16 -> new Happening.CartAdd(product(), 1 + random.nextInt(3));
      case 17 -> new Happening.Share();
      case 18 -> new Happening.Follow();
      case 19 -> new Happening.Gift(RoomFacts.yuan(random.nextInt(1_000)));
      case 20 -> cost();
      case 21 -> new Happening.PriceChange(product(), RoomFacts.yuan(random.nextInt(30_000)));
      case 22 -> look();
      case 23 -> promotion();
      default -> new Happening.OrderCancelled(order());
    };
  }

  private Happening cost() {
    Happening.CostKind[] kinds = Happening.CostKind.values();
    Money amount = new Money(random.nextInt(4) == 0 ? "USD" : "CNY", random.nextInt(50_000));
    return new Happening.CostIncurred(kinds[random.nextInt(kinds.length)], amount);
  }

  private Happening answered() {
    Happening.Question[] questions = Happening.Question.values();
    String subject = random.nextBoolean() ? product() : "";
    return new Happening.QuestionAnswered(questions[random.nextInt(questions.length)], subject);
  }

  private Happening look() {
    String[] looks = {"", "jacket", "qipao"};
    String[] layouts = {"full", "half", "side", ""};
    return new Happening.LookChange(
        "r" + random.nextInt(3),
        1 + random.nextInt(1_000_000),
        looks[random.nextInt(looks.length)],
        layouts[random.nextInt(layouts.length)]);
  }

  private Happening promotion() {
    Happening.PromotionSort[] sorts = Happening.PromotionSort.values();
    return new Happening.Promotion(
        "m" + random.nextInt(5),
        random.nextInt(3) == 0 ? "" : product(),
        random.nextBoolean(),
        sorts[random.nextInt(sorts.length)],
        random.nextBoolean() ? RoomFacts.yuan(random.nextInt(10_000)) : null);
  }

  private Happening compute() {
    long soFar = second * 20;
    return new Happening.ComputeUsed(
        "r" + random.nextInt(5),
        soFar + random.nextInt(500),
        2 * soFar + random.nextInt(500),
        soFar / 2,
        300 * soFar);
  }

  private String comment() {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      words.add(WORDS[random.nextInt(WORDS.length)]);
    }
    return String.join(" ", words);
  }

  private List<Happening.OrderLine> lines() {
    List<Happening.OrderLine> lines = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      Money price = RoomFacts.yuan(1 + random.nextInt(30_000));
      lines.add(new Happening.OrderLine(product(), 1 + random.nextInt(3), price));
    }
    return lines;
  }
}
