package dev.afterglow.registry.revenue.grpc;

import dev.afterglow.api.registry.v1.RevenueBound;
import dev.afterglow.api.registry.v1.RevenueFee;
import dev.afterglow.api.registry.v1.RevenueShare;
import dev.afterglow.api.registry.v1.ShareTier;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.revenue.FeeUnit;
import dev.afterglow.registry.revenue.Party;
import dev.afterglow.registry.revenue.PartyRole;
import dev.afterglow.registry.revenue.RevenueTerms;
import dev.afterglow.registry.revenue.SharedRoomRule;

/** Revenue terms in the contract's words. */
public final class RevenueWords {
  private static final String ROLE = "PARTY_ROLE_";
  private static final String UNIT = "FEE_UNIT_";
  private static final String SHARED = "SHARED_ROOM_RULE_";

  private RevenueWords() {}

  /** Terms. */
  public static RevenueTerms terms(dev.afterglow.api.registry.v1.RevenueTerms terms) {
    return AfterglowException.checking(
        "terms.revenue",
        () ->
            new RevenueTerms(
                terms.getCurrencyCode(),
                terms.getTimeZone(),
                party(terms.getKeeper()),
                terms.getSharesList().stream().map(RevenueWords::share).toList(),
                terms.getFeesList().stream().map(RevenueWords::fee).toList(),
                terms.getBoundsList().stream().map(RevenueWords::bound).toList(),
                Words.domain(terms.getSharedRooms(), SHARED, SharedRoomRule.class)
                    .orElse(SharedRoomRule.UNSTATED),
                terms.getLookBackMonths()));
  }

  private static Party party(dev.afterglow.api.registry.v1.Party party) {
    return new Party(
        Words.domain(party.getRole(), ROLE, PartyRole.class)
            .orElseThrow(() -> Faults.invalidField("party.role", "the role is unknown")),
        party.getPartyId());
  }

  private static RevenueTerms.Share share(RevenueShare share) {
    return new RevenueTerms.Share(
        party(share.getParty()),
        share.getTiersList().stream()
            .map(tier -> new RevenueTerms.Tier(tier.getFromMinor(), tier.getBasisPoints()))
            .toList());
  }

  private static RevenueTerms.Fee fee(RevenueFee fee) {
    return new RevenueTerms.Fee(
        party(fee.getParty()),
        Words.domain(fee.getUnit(), UNIT, FeeUnit.class)
            .orElseThrow(() -> Faults.invalidField("fees.unit", "the unit is unknown")),
        fee.getAmountMinor());
  }

  private static RevenueTerms.Bound bound(RevenueBound bound) {
    return new RevenueTerms.Bound(
        party(bound.getParty()),
        bound.getGuaranteedMinor(),
        bound.hasCapMinor() ? Long.valueOf(bound.getCapMinor()) : null);
  }

  /** Terms. */
  public static dev.afterglow.api.registry.v1.RevenueTerms terms(RevenueTerms terms) {
    var message =
        dev.afterglow.api.registry.v1.RevenueTerms.newBuilder()
            .setCurrencyCode(terms.currency())
            .setTimeZone(terms.timeZone())
            .setKeeper(party(terms.keeper()))
            .setSharedRooms(
                Words.contract(
                    terms.sharedRooms(),
                    SHARED,
                    dev.afterglow.api.registry.v1.SharedRoomRule.class))
            .setLookBackMonths(terms.lookBackMonths());
    terms.shares().forEach(share -> message.addShares(share(share)));
    terms.fees().forEach(fee -> message.addFees(fee(fee)));
    terms.bounds().forEach(bound -> message.addBounds(bound(bound)));
    return message.build();
  }

  static dev.afterglow.api.registry.v1.Party party(Party party) {
    return dev.afterglow.api.registry.v1.Party.newBuilder()
        .setRole(Words.contract(party.role(), ROLE, dev.afterglow.api.registry.v1.PartyRole.class))
        .setPartyId(party.partyId())
        .build();
  }

  private static RevenueShare share(RevenueTerms.Share share) {
    var message = RevenueShare.newBuilder().setParty(party(share.party()));
    share
        .tiers()
        .forEach(
            tier ->
                message.addTiers(
                    ShareTier.newBuilder()
                        .setFromMinor(tier.fromMinor())
                        .setBasisPoints(tier.basisPoints())));
    return message.build();
  }

  private static RevenueFee fee(RevenueTerms.Fee fee) {
    return RevenueFee.newBuilder()
        .setParty(party(fee.party()))
        .setUnit(Words.contract(fee.unit(), UNIT, dev.afterglow.api.registry.v1.FeeUnit.class))
        .setAmountMinor(fee.amountMinor())
        .build();
  }

  private static RevenueBound bound(RevenueTerms.Bound bound) {
    var message =
        RevenueBound.newBuilder()
            .setParty(party(bound.party()))
            .setGuaranteedMinor(bound.guaranteedMinor());
    Long cap = bound.capMinor();
    if (cap != null) {
      message.setCapMinor(cap);
    }
    return message.build();
  }
}
