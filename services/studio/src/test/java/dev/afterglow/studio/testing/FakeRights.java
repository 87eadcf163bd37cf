package dev.afterglow.studio.testing;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.registry.v1.AssuranceLevel;
import dev.afterglow.api.registry.v1.BeginPresenceRequest;
import dev.afterglow.api.registry.v1.BeginPresenceResponse;
import dev.afterglow.api.registry.v1.GetChainOfTitleRequest;
import dev.afterglow.api.registry.v1.GetChainOfTitleResponse;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.GetPersonResponse;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc.IdentityServiceImplBase;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.ListPartsRequest;
import dev.afterglow.api.registry.v1.ListPartsResponse;
import dev.afterglow.api.registry.v1.Part;
import dev.afterglow.api.registry.v1.PartServiceGrpc.PartServiceImplBase;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.PersonState;
import dev.afterglow.api.registry.v1.Presence;
import dev.afterglow.api.registry.v1.PresenceServiceGrpc.PresenceServiceImplBase;
import dev.afterglow.api.registry.v1.PresenceState;
import dev.afterglow.api.registry.v1.ResumePresenceRequest;
import dev.afterglow.api.registry.v1.ResumePresenceResponse;
import dev.afterglow.api.registry.v1.TitleServiceGrpc.TitleServiceImplBase;
import dev.afterglow.api.registry.v1.TitleTransfer;
import io.grpc.BindableService;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The registry's people, licences, titles and parts, written by hand. */
public final class FakeRights {
  /** When everything was made. */
  public static final Timestamp MADE = Timestamp.newBuilder().setSeconds(1_700_000_000).build();

  /** Until when a proven presence counts. */
  public static final Timestamp LASTS = Timestamp.newBuilder().setSeconds(1_700_001_800).build();

  /** What every call is refused with. */
  public volatile Optional<StatusRuntimeException> fault = Optional.empty();

  /** What every look comes to. */
  public volatile PresenceState seen = PresenceState.PRESENCE_STATE_PROVEN;

  /** The looks that were begun. */
  public final List<BeginPresenceRequest> looks = new CopyOnWriteArrayList<>();

  /** Every licence of every figure. */
  public final List<Licence> licences = new CopyOnWriteArrayList<>();

  /** Every part of every figure. */
  public final List<Part> parts = new CopyOnWriteArrayList<>();

  /** Who made what every licence is over, then who holds it. */
  public volatile List<String> holders = List.of();

  void reset() {
    fault = Optional.empty();
    seen = PresenceState.PRESENCE_STATE_PROVEN;
    looks.clear();
    licences.clear();
    parts.clear();
    holders = List.of();
  }

  List<BindableService> services() {
    return List.of(new People(), new Presences(), new Titles(), new Parts());
  }

  <T> void reply(StreamObserver<T> answer, Supplier<T> response) {
    fault.ifPresentOrElse(
        answer::onError,
        () -> {
          answer.onNext(response.get());
          answer.onCompleted();
        });
  }

  private final class People extends IdentityServiceImplBase {
    @Override
    public void getPerson(GetPersonRequest request, StreamObserver<GetPersonResponse> answer) {
      reply(
          answer,
          () ->
              GetPersonResponse.newBuilder()
                  .setPerson(
                      Person.newBuilder()
                          .setSubjectId(request.getSubjectId())
                          .setState(PersonState.PERSON_STATE_VERIFIED)
                          .setProvider("aliyun")
                          .setAssuranceLevel(AssuranceLevel.ASSURANCE_LEVEL_FACE_AUTHORITY)
                          .setReverifyTime(LASTS))
                  .build());
    }
  }

  private final class Presences extends PresenceServiceImplBase {
    @Override
    public void beginPresence(
        BeginPresenceRequest request, StreamObserver<BeginPresenceResponse> answer) {
      looks.add(request);
      reply(
          answer,
          () ->
              BeginPresenceResponse.newBuilder()
                  .setPresence(
                      Presence.newBuilder()
                          .setPresenceId(Samples.id().toString())
                          .setSubjectId(request.getSubjectId())
                          .setProvider(request.getProvider())
                          .setState(PresenceState.PRESENCE_STATE_ASKED)
                          .setCreateTime(MADE))
                  .setContinueUrl("https://verify.example/now")
                  .build());
    }

    @Override
    public void resumePresence(
        ResumePresenceRequest request, StreamObserver<ResumePresenceResponse> answer) {
      reply(
          answer,
          () -> {
            Presence.Builder presence =
                Presence.newBuilder()
                    .setPresenceId(request.getPresenceId())
                    .setSubjectId(Samples.id().toString())
                    .setProvider("aliyun")
                    .setState(seen)
                    .setCreateTime(MADE);
            if (seen == PresenceState.PRESENCE_STATE_PROVEN) {
              presence.setExpireTime(LASTS);
            } else {
              presence.setRefusal("FACE_DIFFERS");
            }
            return ResumePresenceResponse.newBuilder().setPresence(presence).build();
          });
    }
  }

  private final class Titles extends TitleServiceImplBase {
    @Override
    public void getChainOfTitle(
        GetChainOfTitleRequest request, StreamObserver<GetChainOfTitleResponse> answer) {
      reply(
          answer,
          () ->
              GetChainOfTitleResponse.newBuilder()
                  .addLicences(Licence.newBuilder().setLicenceId(request.getLicenceId()))
                  .addTransfers(
                      TitleTransfer.newBuilder()
                          .setFromSubjectId(holders.getFirst())
                          .setToSubjectId(holders.getLast())
                          .setTransferTime(MADE))
                  .setOriginSubjectId(holders.getFirst())
                  .setHolderSubjectId(holders.getLast())
                  .build());
    }
  }

  private final class Parts extends PartServiceImplBase {
    @Override
    public void listParts(ListPartsRequest request, StreamObserver<ListPartsResponse> answer) {
      reply(
          answer,
          () ->
              ListPartsResponse.newBuilder()
                  .addAllParts(
                      parts.stream()
                          .filter(it -> it.getAvatarId().equals(request.getAvatarId()))
                          .toList())
                  .build());
    }
  }
}
