package dev.afterglow.commerce.metric;

import dev.afterglow.commerce.room.Basis;
import dev.afterglow.commerce.room.MinuteMoney;
import dev.afterglow.commerce.room.MoneySum;
import java.util.List;
import java.util.function.ToLongFunction;

/** How a rate is worked out of a window's sums. */
@FunctionalInterface
interface Formula {
  /** What is above and below the line, in one currency; an empty one where it is no money. */
  record Term(String currency, double above, double below) {}

  /** One term, or for money one a currency. */
  List<Term> terms(Basis basis);

  /** A plain number. */
  static Formula of(ToLongFunction<Basis> above) {
    return basis -> List.of(new Term("", above.applyAsLong(basis), 1));
  }

  /** One number over another. */
  static Formula ratio(ToLongFunction<Basis> above, ToLongFunction<Basis> below) {
    return basis -> List.of(new Term("", above.applyAsLong(basis), below.applyAsLong(basis)));
  }

  /** Money. */
  static Formula sum(MinuteMoney kind) {
    return ratio(kind, 1, _ -> 1);
  }

  /** Money times a factor over a number. */
  static Formula ratio(MinuteMoney kind, long factor, ToLongFunction<Basis> below) {
    return basis ->
        basis.money(kind).stream()
            .map(
                sum ->
                    new Term(
                        sum.currency(), (double) sum.minor() * factor, below.applyAsLong(basis)))
            .toList();
  }

  /** Money over money of the same currency. */
  static Formula ratio(MinuteMoney above, MinuteMoney below) {
    return basis ->
        basis.money(below).stream()
            .map(sum -> new Term(sum.currency(), minor(basis, above, sum.currency()), sum.minor()))
            .toList();
  }

  private static double minor(Basis basis, MinuteMoney kind, String currency) {
    return basis.money(kind).stream()
        .filter(sum -> sum.currency().equals(currency))
        .mapToLong(MoneySum::minor)
        .sum();
  }
}
