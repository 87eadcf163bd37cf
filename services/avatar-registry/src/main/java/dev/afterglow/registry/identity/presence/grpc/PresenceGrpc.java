package dev.afterglow.registry.identity.presence.grpc;

import dev.afterglow.api.registry.v1.AssuranceLevel;
import dev.afterglow.api.registry.v1.BeginPresenceRequest;
import dev.afterglow.api.registry.v1.BeginPresenceResponse;
import dev.afterglow.api.registry.v1.GetPresenceRequest;
import dev.afterglow.api.registry.v1.GetPresenceResponse;
import dev.afterglow.api.registry.v1.PresenceService;
import dev.afterglow.api.registry.v1.PresenceState;
import dev.afterglow.api.registry.v1.ResumePresenceRequest;
import dev.afterglow.api.registry.v1.ResumePresenceResponse;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.identity.grpc.TerminalWords;
import dev.afterglow.registry.identity.presence.Presence;
import dev.afterglow.registry.identity.presence.storage.PresenceDesk;
import dev.afterglow.registry.once.storage.Once;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;

/** Presences over gRPC: mapper in, mapper out. */
@GrpcService
public class PresenceGrpc implements PresenceService {
  private final PresenceDesk desk;
  private final Once once;

  @Inject
  PresenceGrpc(PresenceDesk desk, Once once) {
    this.desk = desk;
    this.once = once;
  }

  @Override
  public Uni<BeginPresenceResponse> beginPresence(BeginPresenceRequest request) {
    String subject = Words.id(request.getSubjectId());
    return once.runAfter(
        request.getRequestId(),
        request,
        BeginPresenceResponse.parser(),
        () ->
            desk.start(
                subject, request.getProvider(), TerminalWords.terminal(request.getTerminal())),
        started ->
            desk.begin(subject, request.getProvider(), started)
                .map(
                    underway ->
                        BeginPresenceResponse.newBuilder()
                            .setPresence(presence(underway.presence()))
                            .setContinueUrl(underway.continueUrl())
                            .build()));
  }

  @Override
  public Uni<ResumePresenceResponse> resumePresence(ResumePresenceRequest request) {
    return desk.resume(Words.id(request.getPresenceId()))
        .map(
            underway ->
                ResumePresenceResponse.newBuilder()
                    .setPresence(presence(underway.presence()))
                    .setContinueUrl(underway.continueUrl())
                    .build());
  }

  @Override
  public Uni<GetPresenceResponse> getPresence(GetPresenceRequest request) {
    return desk.presence(Words.id(request.getPresenceId()))
        .map(found -> GetPresenceResponse.newBuilder().setPresence(presence(found)).build());
  }

  private static dev.afterglow.api.registry.v1.Presence presence(Presence presence) {
    var message =
        dev.afterglow.api.registry.v1.Presence.newBuilder()
            .setPresenceId(presence.presenceId())
            .setSubjectId(presence.subjectId())
            .setProvider(presence.attempt().provider())
            .setProviderTransaction(presence.attempt().transaction())
            .setState(PresenceState.valueOf("PRESENCE_STATE_" + presence.word()))
            .setCreateTime(Words.timestamp(presence.createTime()));
    switch (presence) {
      case Presence.Proven proven ->
          message
              .setAssuranceLevel(
                  Words.contract(proven.assurance(), "ASSURANCE_LEVEL_", AssuranceLevel.class))
              .setExpireTime(Words.timestamp(proven.expireTime()));
      case Presence.Refused refused -> message.setRefusal(refused.refusal().name());
      case Presence.Asked _, Presence.Voided _ -> {
        // Nothing more is told.
      }
    }
    return message.build();
  }
}
