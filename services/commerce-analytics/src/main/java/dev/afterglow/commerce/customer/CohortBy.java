package dev.afterglow.commerce.customer;

import java.util.function.Function;

/** What customers of a cohort have in common. */
enum CohortBy {
  FIRST_MONTH(Buyer::firstMonth),
  FIRST_PRESENTER(Buyer::firstPresenter),
  FIRST_LOOK(Buyer::firstLook),
  PREFERRED_PRESENTER(Buyer::preferredPresenter),
  PREFERRED_LOOK(Buyer::preferredLook);

  private final Function<Buyer, String> key;

  CohortBy(Function<Buyer, String> key) {
    this.key = key;
  }

  /** Empty where it was not told. */
  String of(Buyer buyer) {
    return key.apply(buyer);
  }
}
