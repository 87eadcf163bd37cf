package dev.afterglow.studio.testing;

import com.google.protobuf.Message;
import dev.afterglow.api.commerce.v1.AcceptPlaybookRequest;
import dev.afterglow.api.commerce.v1.AcceptPlaybookResponse;
import dev.afterglow.api.commerce.v1.DeclinePlaybookRequest;
import dev.afterglow.api.commerce.v1.DeclinePlaybookResponse;
import dev.afterglow.api.commerce.v1.ListPlaybooksRequest;
import dev.afterglow.api.commerce.v1.ListPlaybooksResponse;
import dev.afterglow.api.commerce.v1.Playbook;
import dev.afterglow.api.commerce.v1.PlaybookServiceGrpc;
import dev.afterglow.api.commerce.v1.PlaybookState;
import io.grpc.BindableService;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Playbooks of a fake commerce-analytics: one proposal, and whatever is decided. */
public final class FakePlaybooks {
  /** The decisions that were asked for, in order. */
  public final List<Message> asked = new CopyOnWriteArrayList<>();

  /** What is under test in every room. */
  public volatile Optional<Playbook> underTest = Optional.empty();

  /** What every call is refused with. */
  public volatile Optional<StatusRuntimeException> fault = Optional.empty();

  void reset() {
    asked.clear();
    underTest = Optional.empty();
    fault = Optional.empty();
  }

  BindableService service() {
    return new PlaybookServiceGrpc.PlaybookServiceImplBase() {
      @Override
      public void listPlaybooks(
          ListPlaybooksRequest request, StreamObserver<ListPlaybooksResponse> answer) {
        Playbook proposal = Playbook.newBuilder().setHypothesis(true).setSlotsToSettle(45).build();
        reply(
            answer,
            ListPlaybooksResponse.newBuilder()
                .addPlaybooks(underTest.orElse(proposal).toBuilder().setRoomId(request.getRoomId()))
                .build());
      }

      @Override
      public void acceptPlaybook(
          AcceptPlaybookRequest request, StreamObserver<AcceptPlaybookResponse> answer) {
        Playbook.Builder playbook =
            decided(request, request.getDecidedBy(), PlaybookState.PLAYBOOK_STATE_ACCEPTED);
        reply(answer, AcceptPlaybookResponse.newBuilder().setPlaybook(playbook).build());
      }

      @Override
      public void declinePlaybook(
          DeclinePlaybookRequest request, StreamObserver<DeclinePlaybookResponse> answer) {
        Playbook.Builder playbook =
            decided(request, request.getDecidedBy(), PlaybookState.PLAYBOOK_STATE_DECLINED);
        reply(answer, DeclinePlaybookResponse.newBuilder().setPlaybook(playbook).build());
      }
    };
  }

  private Playbook.Builder decided(Message request, String by, PlaybookState state) {
    asked.add(request);
    return Playbook.newBuilder().setState(state).setDecidedBy(by);
  }

  private <T> void reply(StreamObserver<T> answer, T message) {
    fault.ifPresentOrElse(answer::onError, () -> FakeServices.reply(answer, message));
  }
}
