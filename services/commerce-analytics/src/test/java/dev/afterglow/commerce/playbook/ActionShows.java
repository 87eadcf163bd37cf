package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.room.CommentIntent;
import dev.afterglow.commerce.room.OpenQuestion;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Happening.OrderLine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.hipparchus.random.RandomDataGenerator;

/**
 * Made-up shows of an hour, in which one thing goes with more sales by a factor that is known. A
 * factor of 1 means that nothing does.
 */
public final class ActionShows {
  /** Orders a minute otherwise: 12 in a slot of five minutes. */
  static final double USUAL = 2.4;

  private static final long PRICE = 1_000;

  private ActionShows() {}

  /** How many orders a minute has, where some are to be expected. */
  public interface Chance extends ToDoubleBiFunction<Integer, Double> {
    /** As many as are to be expected, fractions made good by later minutes. */
    static Chance none() {
      Map<Double, Double> owed = new HashMap<>();
      return (_, mean) -> {
        double due = owed.getOrDefault(mean, 0.0) + mean;
        double whole = Math.floor(due + 1e-9);
        owed.put(mean, due - whole);
        return whole;
      };
    }

    /** Poisson's. */
    static Chance poisson(long seed) {
      RandomDataGenerator chance = new RandomDataGenerator(seed);
      return (_, mean) -> mean == 0 ? 0 : chance.nextPoisson(mean);
    }

    default int of(int minute, double mean) {
      return (int) applyAsDouble(minute, mean);
    }
  }

  static OrderLine one(String product) {
    return RoomFacts.line(product, 1, PRICE);
  }

  private static SoldShow hour(String room, Instant start) {
    return new SoldShow(room, start)
        .tell(0, new Happening.PriceChange("p", RoomFacts.yuan(PRICE)))
        .tell(0, new Happening.PriceChange("q", RoomFacts.yuan(PRICE)))
        .tell(0, new Happening.PriceChange("r", RoomFacts.yuan(PRICE)))
        .watch(0, 60);
  }

  /** Half an hour in a plain look, half in a qipao, in turns of ten minutes. */
  public static SoldShow looks(String room, Instant start, double factor, Chance chance) {
    SoldShow show = hour(room, start);
    for (int minute = 0; minute < 60; minute++) {
      boolean qipao = minute / 10 % 2 == 1;
      if (minute % 10 == 0) {
        String look = qipao ? "qipao" : "plain";
        show.tell(minute, new Happening.LookChange("render", 1 + minute / 10, look, "half"));
      }
      show.order(minute, chance.of(minute, qipao ? USUAL * factor : USUAL), PRICE, one("p"));
    }
    return show;
  }

  /** Six times somebody answers a question; for five minutes more is sold then. */
  public static SoldShow answers(String room, Instant start, double factor, Chance chance) {
    SoldShow show = hour(room, start);
    for (int minute = 0; minute < 60; minute++) {
      boolean after = minute % 10 >= 5;
      if (minute % 10 == 5) {
        show.tell(minute, new Happening.QuestionAnswered(Happening.Question.SIZE, "p"));
      }
      show.order(minute, chance.of(minute, after ? USUAL * factor : USUAL), PRICE, one("p"));
    }
    return show;
  }

  /** What viewers ask: one question by seven of them, one by two. */
  static List<OpenQuestion> questions(Instant now) {
    return List.of(
        new OpenQuestion(CommentIntent.SIZE, "p", 9, 7, now, true, 9_000),
        new OpenQuestion(CommentIntent.PRICE, "", 2, 2, now, false, 2_000));
  }

  /** Of ten orders of p or q a share hold both. */
  public static SoldShow pairs(String room, Instant start, double share, Chance chance) {
    SoldShow show = hour(room, start);
    for (int minute = 0; minute < 60; minute++) {
      double alone = USUAL * (1 - share) / 2;
      show.order(minute, chance.of(minute, USUAL * share), 2 * PRICE, one("p"), one("q"));
      show.order(minute, chance.of(minute, alone), PRICE, one("p"));
      show.order(minute, chance.of(minute, alone), PRICE, one("q"));
    }
    return show;
  }

  /** Three products in turns of two minutes, in either order; q sells more after p. */
  public static SoldShow order(String room, Instant start, double factor, Chance chance) {
    SoldShow show = hour(room, start);
    List<String> onward = List.of("p", "q", "r");
    List<String> backward = List.of("p", "r", "q");
    String before = "";
    for (int minute = 0; minute < 60; minute++) {
      List<String> round = minute / 6 % 2 == 0 ? onward : backward;
      String product = round.get(minute / 2 % 3);
      if (minute % 2 == 0) {
        show.tell(minute, new Happening.ExplainSegment(product, true));
        before = minute == 0 ? "" : last(minute - 2, onward, backward);
      }
      double mean = product.equals("q") && before.equals("p") ? USUAL * factor : USUAL;
      show.order(minute, chance.of(minute, mean), PRICE, one(product));
    }
    return show;
  }

  private static String last(int minute, List<String> onward, List<String> backward) {
    return (minute / 6 % 2 == 0 ? onward : backward).get(minute / 2 % 3);
  }
}
