package dev.afterglow.commerce.customer;

/** Slices of customers as the contract's messages. */
final class CustomerMessages {
  private CustomerMessages() {}

  static dev.afterglow.api.commerce.v1.Segment message(Segment segment) {
    return dev.afterglow.api.commerce.v1.Segment.newBuilder()
        .setSegmentId(segment.key().id())
        .setRecencyQuintile(segment.key().recency())
        .setFrequencyQuintile(segment.key().frequency())
        .setMonetaryQuintile(segment.key().monetary())
        .setCustomerCount(segment.customers())
        .build();
  }

  static dev.afterglow.api.commerce.v1.Cohort message(Cohort cohort) {
    dev.afterglow.api.commerce.v1.Cohort.Builder message =
        dev.afterglow.api.commerce.v1.Cohort.newBuilder()
            .setKey(cohort.key())
            .setCustomerCount(cohort.customers());
    cohort
        .repeaters()
        .ifPresent(
            repeaters ->
                message
                    .setRepeatCount(repeaters)
                    .setRepeatRate(repeaters / (double) cohort.customers()));
    return message.build();
  }
}
