package dev.afterglow.registry.part.grpc;

import dev.afterglow.api.registry.v1.AvatarSeal;
import dev.afterglow.api.registry.v1.ComposedLook;
import dev.afterglow.api.registry.v1.ComposedPart;
import dev.afterglow.api.registry.v1.DefineLookResponse;
import dev.afterglow.api.registry.v1.FileForm;
import dev.afterglow.api.registry.v1.PartFinding;
import dev.afterglow.api.registry.v1.PartState;
import dev.afterglow.api.registry.v1.ReplacePartResponse;
import dev.afterglow.api.registry.v1.ReviewVerdict;
import dev.afterglow.api.registry.v1.UploadPartHeader;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.part.Composition;
import dev.afterglow.registry.part.Part;
import dev.afterglow.registry.part.PartKind;
import dev.afterglow.registry.part.PartPlan;
import dev.afterglow.registry.part.score.PartScore;
import dev.afterglow.registry.part.storage.LookDesk;
import dev.afterglow.registry.part.storage.PartDesk;

/** Parts in the contract's words. */
final class PartWords {
  private static final String KIND = "PART_KIND_";

  private PartWords() {}

  static PartPlan plan(UploadPartHeader header) {
    return new PartPlan(
        Words.id(header.getAvatarId()),
        Words.domain(header.getKind(), KIND, PartKind.class)
            .orElseThrow(() -> Faults.invalidField("kind", "the kind is unknown")),
        Words.id(header.getAuthorSubjectId()),
        header.getSource(),
        header.getSizeBytes(),
        Words.hex(header.getSha256()));
  }

  static PartDesk.Verdict verdict(ReviewVerdict verdict) {
    return Words.domain(verdict, "REVIEW_VERDICT_", PartDesk.Verdict.class)
        .orElseThrow(() -> Faults.invalidField("verdict", "the verdict is unknown"));
  }

  private static dev.afterglow.api.registry.v1.PartKind kind(PartKind kind) {
    return Words.contract(kind, KIND, dev.afterglow.api.registry.v1.PartKind.class);
  }

  static dev.afterglow.api.registry.v1.Part part(Part part) {
    Part.Upload upload = part.upload();
    var message =
        dev.afterglow.api.registry.v1.Part.newBuilder()
            .setPartId(upload.partId())
            .setAvatarId(upload.avatarId())
            .setKind(kind(upload.kind()))
            .setVersion(upload.version())
            .setAuthorSubjectId(upload.authorSubjectId())
            .setSource(upload.source())
            .setSourceSha256(Words.bytes(upload.sourceSha256Hex()))
            .setSha256(Words.bytes(upload.sha256Hex()))
            .setSizeBytes(upload.sizeBytes())
            .setForm(Words.contract(upload.form(), "FILE_FORM_", FileForm.class))
            .setScore(score(upload.score()))
            .setCreateTime(Words.timestamp(upload.createTime()));
    return switch (part) {
      case Part.Submitted _ -> message.setState(PartState.PART_STATE_SUBMITTED).build();
      case Part.Approved approved ->
          reviewed(message, approved.review())
              .setState(PartState.PART_STATE_APPROVED)
              .setSeal(seal(approved))
              .build();
      case Part.Rejected rejected ->
          reviewed(message, rejected.review()).setState(PartState.PART_STATE_REJECTED).build();
      case Part.Withdrawn withdrawn ->
          reviewed(message, withdrawn.review()).setState(PartState.PART_STATE_WITHDRAWN).build();
    };
  }

  private static dev.afterglow.api.registry.v1.PartScore score(PartScore score) {
    var message =
        dev.afterglow.api.registry.v1.PartScore.newBuilder().setRulesDate(score.rulesDate());
    for (PartScore.Finding finding : score.findings()) {
      PartFinding.Builder found =
          PartFinding.newBuilder()
              .setRule(finding.rule())
              .setThreshold(finding.threshold())
              .setLeast(finding.least())
              .setMet(finding.met())
              .setChange(finding.change());
      Double measured = finding.measured();
      if (measured != null) {
        found.setMeasured(measured);
      }
      message.addFindings(found);
    }
    return message.build();
  }

  private static dev.afterglow.api.registry.v1.Part.Builder reviewed(
      dev.afterglow.api.registry.v1.Part.Builder message, Part.Review review) {
    return message
        .setReviewerSubjectId(review.reviewerSubjectId())
        .setReviewNote(review.note())
        .setReviewTime(Words.timestamp(review.time()));
  }

  static AvatarSeal seal(Part.Approved part) {
    return AvatarSeal.newBuilder()
        .setSha256(Words.bytes(part.seal().sha256Hex()))
        .setSignature(Words.bytes(part.seal().signatureHex()))
        .setKeyId(part.seal().keyId())
        .build();
  }

  static dev.afterglow.api.registry.v1.Composition composition(Composition composition) {
    var message =
        dev.afterglow.api.registry.v1.Composition.newBuilder()
            .setAvatarId(composition.avatarId())
            .setVersion(composition.version())
            .setLikenessSha256(Words.bytes(composition.likenessSha256Hex()));
    composition.parts().forEach((kind, placed) -> message.addParts(composed(kind, placed)));
    composition
        .looks()
        .forEach(
            (name, worn) -> {
              ComposedLook.Builder look = ComposedLook.newBuilder().setName(name);
              worn.forEach((kind, placed) -> look.addParts(composed(kind, placed)));
              message.addLooks(look);
            });
    if (composition.version() > 0) {
      message.setFromTime(Words.timestamp(composition.fromTime()));
    }
    return message.build();
  }

  private static ComposedPart composed(PartKind kind, Composition.Placed placed) {
    return ComposedPart.newBuilder()
        .setKind(kind(kind))
        .setPartId(placed.partId())
        .setSha256(Words.bytes(placed.sha256Hex()))
        .build();
  }

  static DefineLookResponse defined(LookDesk.Defined defined) {
    return DefineLookResponse.newBuilder()
        .setComposition(composition(defined.now()))
        .addAllLicencesLost(defined.lost())
        .addAllLicencesRegained(defined.regained())
        .build();
  }

  static ReplacePartResponse replacement(PartDesk.Replacement replacement) {
    ReplacePartResponse.Builder message =
        ReplacePartResponse.newBuilder()
            .setComposition(composition(replacement.now()))
            .setPlaced(part(replacement.placed()))
            .addAllLicencesLost(replacement.lost())
            .addAllLicencesRegained(replacement.regained());
    replacement.replaced().ifPresent(part -> message.setReplaced(part(part)));
    return message.build();
  }
}
