package dev.afterglow.studio.rights.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.afterglow.studio.rights.ChainOfTitle;
import dev.afterglow.studio.rights.LicenceView;
import dev.afterglow.studio.rights.PartView;
import dev.afterglow.studio.rights.PersonStanding;
import dev.afterglow.studio.rights.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The registry's messages as JSON: the same fields in snake case, absent ones left out. */
final class RightsJson {
  private RightsJson() {}

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Person(
      UUID subjectId,
      String state,
      String provider,
      String assurance,
      Optional<Instant> reverifyTime) {}

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Look(
      UUID presenceId,
      UUID subjectId,
      String provider,
      String state,
      String refusal,
      Instant createTime,
      Optional<Instant> expireTime,
      String continueUrl) {
    /** Without the address, which lets whoever has it go on as the person. */
    @Override
    public String toString() {
      return "Look[" + presenceId + ", " + state + "]";
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Licence(
      UUID licenceId,
      UUID licensorSubjectId,
      Optional<UUID> parentLicenceId,
      Optional<UUID> grantorSubjectId,
      String state,
      String work,
      Scope scope,
      Instant createTime,
      Optional<Instant> revokeTime,
      Optional<Instant> noticeEndTime) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Scope(
      String drivers,
      List<UUID> driverSubjectIds,
      List<String> uses,
      List<String> voices,
      List<String> motions,
      List<String> platforms,
      List<String> territories,
      List<String> categoriesAllowed,
      List<String> categoriesDenied,
      Instant startTime,
      Instant endTime,
      int maxConcurrentRooms,
      int maxHoursPerDay,
      boolean sublicensable,
      String credit) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Chain(
      List<UUID> licenceIds,
      List<Transfer> transfers,
      UUID originSubjectId,
      UUID holderSubjectId) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Transfer(UUID fromSubjectId, UUID toSubjectId, Instant time) {}

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Part(
      UUID partId,
      String kind,
      int version,
      String state,
      UUID authorSubjectId,
      Optional<UUID> reviewerSubjectId,
      long sizeBytes,
      Instant createTime,
      Optional<Instant> reviewTime) {}

  static Person of(PersonStanding person) {
    return new Person(
        person.subjectId(),
        person.state(),
        person.provider(),
        person.assurance(),
        person.reverifyTime());
  }

  static Look of(Presence presence) {
    return new Look(
        presence.presenceId(),
        presence.subjectId(),
        presence.provider(),
        presence.state().name(),
        presence.refusal(),
        presence.createTime(),
        presence.expireTime(),
        presence.continueUrl());
  }

  static Licence of(LicenceView licence) {
    return new Licence(
        licence.licenceId(),
        licence.licensorSubjectId(),
        licence.parentLicenceId(),
        licence.grantorSubjectId(),
        licence.state(),
        licence.work(),
        of(licence.scope()),
        licence.createTime(),
        licence.revokeTime(),
        licence.noticeEndTime());
  }

  private static Scope of(LicenceView.Scope scope) {
    return new Scope(
        scope.drivers(),
        scope.driverSubjectIds(),
        scope.uses(),
        scope.voices(),
        scope.motions(),
        scope.platforms(),
        scope.territories(),
        scope.categoriesAllowed(),
        scope.categoriesDenied(),
        scope.startTime(),
        scope.endTime(),
        scope.maxConcurrentRooms(),
        scope.maxHoursPerDay(),
        scope.sublicensable(),
        scope.credit());
  }

  static Chain of(ChainOfTitle chain) {
    return new Chain(
        chain.licenceIds(),
        chain.transfers().stream()
            .map(it -> new Transfer(it.fromSubjectId(), it.toSubjectId(), it.time()))
            .toList(),
        chain.originSubjectId(),
        chain.holderSubjectId());
  }

  static Part of(PartView part) {
    return new Part(
        part.partId(),
        part.kind(),
        part.version(),
        part.state(),
        part.authorSubjectId(),
        part.reviewerSubjectId(),
        part.sizeBytes(),
        part.createTime(),
        part.reviewTime());
  }
}
