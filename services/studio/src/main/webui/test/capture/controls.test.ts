import { describe, expect, it, vi } from "vitest";
import { DevicePicker, LevelMeter } from "../../src/capture/controls";
import { captureTables } from "../../src/capture/text";

const table = captureTables.en;

function device(deviceId: string, label: string): MediaDeviceInfo {
  return { deviceId, label, groupId: "", kind: "videoinput", toJSON: () => ({}) };
}

describe("the choice of a device", () => {
  it("offers every device by its name, the one in use chosen, and tells of another", () => {
    const changed = vi.fn();
    const picker = new DevicePicker(changed);
    const select = picker.element.querySelector("select") as HTMLSelectElement;
    expect(select.disabled).toBe(true);

    picker.offer([device("front", "Front"), device("back", "")], "back");
    picker.draw(table.camera, table.cameraNumber);
    expect(select.disabled).toBe(false);
    expect([...select.options].map((it) => it.text)).toEqual(["Front", `${table.cameraNumber} 2`]);
    expect(picker.chosen).toBe("back");
    expect(changed).not.toHaveBeenCalled();

    select.value = "front";
    select.dispatchEvent(new Event("change"));
    expect(changed).toHaveBeenCalledOnce();
    expect(picker.chosen).toBe("front");
  });
});

describe("the level meter", () => {
  function meter(): { meter: LevelMeter; shows: (nowMs: number, on?: boolean) => [number, string, boolean] } {
    const it = new LevelMeter();
    it.begin(0);
    return {
      meter: it,
      shows: (nowMs, on = true) => {
        it.draw(table, on, nowMs);
        return [
          Number(it.element.querySelector("[role=meter]")?.getAttribute("aria-valuenow")),
          it.element.querySelector(".meter-note")?.textContent ?? "",
          it.element.classList.contains("is-clipping"),
        ];
      },
    };
  }

  it("jumps to a voice and falls back slowly", () => {
    const { meter: level, shows } = meter();
    level.take(0.1, 0.3, 0);
    expect(shows(0)).toEqual([-20, "", false]);
    level.take(0.0001, 0.0002, 500);
    expect(shows(500)[0]).toBe(-32);
    level.take(0.5, 0.7, 520);
    expect(shows(520)[0]).toBe(-6);
  });

  it("says that sound is cut off, and for how long", () => {
    const { meter: level, shows } = meter();
    level.take(0.7, 1, 1_000);
    expect(shows(1_000)).toEqual([-3, table.clipping, true]);
    expect(shows(2_499)[2]).toBe(true);
    expect(shows(2_501)).toEqual([-3, "", false]);
  });

  it("says that nothing is heard, and nothing while it does not listen", () => {
    const { meter: level, shows } = meter();
    for (let ms = 0; ms <= 4_100; ms += 20) {
      level.take(0, 0, ms);
    }
    expect(shows(3_900)[1]).toBe("");
    expect(shows(4_100)).toEqual([-60, table.silent, false]);
    expect(shows(4_100, false)).toEqual([-60, "", false]);
  });
});
