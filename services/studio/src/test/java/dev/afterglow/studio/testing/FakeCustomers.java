package dev.afterglow.studio.testing;

import dev.afterglow.api.commerce.v1.Audience;
import dev.afterglow.api.commerce.v1.Cohort;
import dev.afterglow.api.commerce.v1.CustomerServiceGrpc;
import dev.afterglow.api.commerce.v1.GetCohortsRequest;
import dev.afterglow.api.commerce.v1.GetCohortsResponse;
import dev.afterglow.api.commerce.v1.GetSegmentsRequest;
import dev.afterglow.api.commerce.v1.GetSegmentsResponse;
import dev.afterglow.api.commerce.v1.ListAudiencesRequest;
import dev.afterglow.api.commerce.v1.ListAudiencesResponse;
import dev.afterglow.api.commerce.v1.ListShopsRequest;
import dev.afterglow.api.commerce.v1.ListShopsResponse;
import dev.afterglow.api.commerce.v1.Segment;
import io.grpc.BindableService;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/** Customers of a fake commerce-analytics: one shop, named after the room. */
public final class FakeCustomers {
  /** What every call is refused with. */
  public volatile Optional<StatusRuntimeException> fault = Optional.empty();

  void reset() {
    fault = Optional.empty();
  }

  BindableService service() {
    return new CustomerServiceGrpc.CustomerServiceImplBase() {
      @Override
      public void listShops(ListShopsRequest request, StreamObserver<ListShopsResponse> answer) {
        reply(
            answer,
            ListShopsResponse.newBuilder().addShopIds("shop of " + request.getRoomId()).build());
      }

      @Override
      public void getSegments(
          GetSegmentsRequest request, StreamObserver<GetSegmentsResponse> answer) {
        reply(
            answer,
            GetSegmentsResponse.newBuilder()
                .addSegments(
                    Segment.newBuilder()
                        .setRecencyQuintile(5)
                        .setFrequencyQuintile(4)
                        .setMonetaryQuintile(3)
                        .setCustomerCount(12))
                .build());
      }

      @Override
      public void getCohorts(GetCohortsRequest request, StreamObserver<GetCohortsResponse> answer) {
        reply(
            answer,
            GetCohortsResponse.newBuilder()
                .addCohorts(
                    Cohort.newBuilder()
                        .setKey(request.getBy().name())
                        .setCustomerCount(40)
                        .setRepeatCount(10)
                        .setRepeatRate(0.25))
                .addCohorts(Cohort.newBuilder().setCustomerCount(11))
                .build());
      }

      @Override
      public void listAudiences(
          ListAudiencesRequest request, StreamObserver<ListAudiencesResponse> answer) {
        reply(
            answer,
            ListAudiencesResponse.newBuilder()
                .addAudiences(Audience.newBuilder().setName("regulars").setCustomerCount(30))
                .addAudiences(Audience.newBuilder().setName("a few"))
                .build());
      }
    };
  }

  private <T> void reply(StreamObserver<T> answer, T message) {
    fault.ifPresentOrElse(answer::onError, () -> FakeServices.reply(answer, message));
  }
}
