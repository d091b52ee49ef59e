package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.chatboard.platform.support.JsonText;

/**
 * A file that a test uploads and sends by REST, where the test is about what others see of it.
 *
 * @param metadata further metadata of the upload, such as the length of a voice note
 * @param alt alternative text of a picture, or null
 */
public record FileToSend(String name, byte[] bytes, Map<String, String> metadata, String alt) {
    private static final int PART = 262_144;
    private static final int SAMPLES_PER_SECOND = 8_000;

    /** {@return a text file} */
    public static FileToSend text(String name, String text) {
        return new FileToSend(name, text.getBytes(StandardCharsets.UTF_8), Map.of(), null);
    }

    /** {@return a PNG of a sun above hills, whose colours depend on the hue} */
    public static FileToSend picture(String name, int width, int height, float hue, String alt) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(new GradientPaint(
                0, 0, Color.getHSBColor(hue, 0.55f, 0.8f), 0, height, Color.getHSBColor(hue + 0.08f, 0.25f, 1f)));
        graphics.fillRect(0, 0, width, height);
        graphics.setPaint(Color.getHSBColor(0.13f, 0.25f, 1f));
        int sun = Math.min(width, height) / 5;
        graphics.fillOval(width / 5 + (int) (hue * 97) % 5 * width / 10, height / 3, sun, sun);
        graphics.setPaint(Color.getHSBColor(hue + 0.1f, 0.5f, 0.55f));
        graphics.fillOval(-width / 3, height * 3 / 5, width * 6 / 5, height);
        graphics.setPaint(Color.getHSBColor(hue + 0.15f, 0.6f, 0.4f));
        graphics.fillOval(width / 3, height * 2 / 3, width * 6 / 5, height);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FileToSend(name, png.toByteArray(), Map.of(), alt);
    }

    /** {@return a WAV file with a tone of this length} */
    public static FileToSend sound(String name, int ms) {
        return new FileToSend(name, wav(ms), Map.of(), null);
    }

    /** {@return a voice note with a tone of this length} */
    public static FileToSend voiceNote(int ms) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("voice", String.valueOf(ms));
        metadata.put("waveform", "1357986421346897521124578965432112345678998765432112457896543211");
        return new FileToSend("Voice note.wav", wav(ms), metadata, null);
    }

    private static byte[] wav(int ms) {
        int samples = SAMPLES_PER_SECOND * ms / 1_000;
        ByteBuffer wav = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(SAMPLES_PER_SECOND).putInt(SAMPLES_PER_SECOND);
        wav.putShort((short) 1).putShort((short) 8);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples);
        for (int i = 0; i < samples; i++) {
            wav.put((byte) (128 + 60 * Math.sin(i * 2 * Math.PI * 220 / SAMPLES_PER_SECOND)));
        }
        return wav.array();
    }

    /** {@return the room of an account that has one conversation} */
    public static long onlyRoomOf(Visitor member) {
        String rooms = check(member.context().request().get("/api/rooms")).text();
        return Json.number(Json.parse(rooms).getJsonArray("rooms").getJsonObject(0), "room");
    }

    /** Uploads files and sends them in one message of a room. */
    public static void send(Visitor sender, long room, String text, FileToSend... files) {
        APIRequestContext request = sender.context().request();
        JsonArrayBuilder ids = JsonText.PROVIDER.createArrayBuilder();
        Arrays.stream(files).forEach(file -> ids.add(file.upload(request)));
        JsonObjectBuilder message = JsonText.PROVIDER
                .createObjectBuilder()
                .add("cid", UUID.randomUUID().toString())
                .add("message", text)
                .add("files", ids);
        check(request.post(
                "/api/rooms/" + room + "/messages",
                RequestOptions.create()
                        .setHeader("Content-Type", "application/json")
                        .setData(JsonText.write(message.build()))));
    }

    private String upload(APIRequestContext request) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("filename", name));
        all.putAll(metadata);
        String encoded = all.entrySet().stream()
                .map(each -> each.getKey() + " "
                        + Base64.getEncoder().encodeToString(each.getValue().getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(","));
        String address = check(request.post(
                        "/api/uploads",
                        tus().setHeader("Upload-Length", String.valueOf(bytes.length))
                                .setHeader("Upload-Metadata", encoded)))
                .headers()
                .get("location")
                .replaceFirst("^https?://[^/]+", "");
        for (int offset = 0; offset < bytes.length; offset += PART) {
            check(request.patch(
                    address,
                    tus().setHeader("Upload-Offset", String.valueOf(offset))
                            .setHeader("Content-Type", "application/offset+octet-stream")
                            .setData(Arrays.copyOfRange(bytes, offset, Math.min(bytes.length, offset + PART)))));
        }
        if (alt != null) {
            check(request.put(address, RequestOptions.create().setData(Map.of("alt", alt))));
        }
        return List.of(address.split("/")).get(3);
    }

    private static RequestOptions tus() {
        return RequestOptions.create().setHeader("Tus-Resumable", "1.0.0");
    }

    private static APIResponse check(APIResponse answer) {
        assertThat(answer.ok())
                .as(() -> answer.url() + " answered " + answer.status() + ": " + answer.text())
                .isTrue();
        return answer;
    }
}
