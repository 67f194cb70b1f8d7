// The segments of bundles: a curve with a shaft that may be dashed or fade, and an arrowhead.

// Steps a curve is drawn in, as on paper.
const STEPS: u32 = 18u;

struct SegmentIn {
    // Places, and distances from them in points.
    @location(0) start: vec4<f32>,
    @location(1) control: vec4<f32>,
    @location(2) end: vec4<f32>,
    @location(3) color: vec4<f32>,
    // Width, distance kept from the target, length of the head, half its width; in points.
    @location(4) shape: vec4<f32>,
    // Dash and gap in points, 0 where unbroken; 1 where it grows out of nothing, -1 where it fades
    // away; how much larger the head is on all sides, in points.
    @location(5) finish: vec4<f32>,
};

struct SegmentOut {
    @builtin(position) position: vec4<f32>,
    // Sideways from the axis and forward, from the start or from the back of the head, in pixels.
    @location(0) local: vec2<f32>,
    // How far the ink reaches to either side here, in pixels.
    @location(1) half_width: f32,
    @location(2) opacity: f32,
    @location(3) @interpolate(flat) color: vec4<f32>,
    // How much nearer an edge is than it seems looking straight to the side; 0 on the shaft.
    @location(4) @interpolate(flat) slant: f32,
    // Dash and gap, and how much larger the head is, in pixels.
    @location(5) @interpolate(flat) finish: vec3<f32>,
};

fn anchor(place: vec4<f32>) -> vec2<f32> {
    return project(place.xy) + place.zw * frame.size;
}

fn aside(along: vec2<f32>) -> vec2<f32> {
    return vec2<f32>(along.y, -along.x);
}

fn on_curve(a: vec2<f32>, b: vec2<f32>, c: vec2<f32>, t: f32) -> vec2<f32> {
    return mix(mix(a, b, t), mix(b, c, t), t);
}

fn direction(v: vec2<f32>) -> vec2<f32> {
    return v / max(length(v), 1e-4);
}

// Corners come in pairs along the shaft; the last three are the head's back and tip.
@vertex
fn vs_segment(@builtin(vertex_index) corner: u32, in: SegmentIn) -> SegmentOut {
    var out: SegmentOut;
    let px = frame.size;
    let start = anchor(in.start);
    let control = anchor(in.control);
    let end = anchor(in.end);
    var total = 0.0;
    var before = start;
    for (var i = 1u; i <= STEPS; i++) {
        let at = on_curve(start, control, end, f32(i) / f32(STEPS));
        total += distance(before, at);
        before = at;
    }
    // A segment shorter than what is cut off it keeps a bit of its start.
    let least = total / f32(2u * STEPS);
    var tip_way = max(total - in.shape.y * px, least);
    var back_way = max(tip_way - in.shape.z * px, least);
    let has_head = in.shape.z > 0.0 && tip_way - back_way >= in.shape.z * px / 2.0;
    if !has_head {
        tip_way = total;
        back_way = total;
    }
    let pair = corner / 2u;
    let is_head = corner > 2u * STEPS + 1u;
    var tip = end;
    var back = end;
    var back_along = direction(end - control);
    var at = start;
    var way = 0.0;
    var gone = 0.0;
    before = start;
    for (var i = 1u; i <= STEPS; i++) {
        let next = on_curve(start, control, end, f32(i) / f32(STEPS));
        let step = distance(before, next);
        if gone <= back_way && back_way <= gone + step {
            back = mix(before, next, (back_way - gone) / max(step, 1e-4));
            back_along = direction(next - before);
        }
        if gone <= tip_way && tip_way <= gone + step {
            tip = mix(before, next, (tip_way - gone) / max(step, 1e-4));
        }
        gone += step;
        before = next;
        if i == pair {
            at = next;
            way = gone;
        }
    }
    out.color = in.color;
    out.opacity = 1.0;
    out.finish = vec3<f32>(in.finish.xy * px, in.finish.w * px);
    if is_head {
        if !has_head {
            out.position = nowhere();
            return out;
        }
        let length = max(distance(back, tip), 1e-3);
        let along = (tip - back) / length;
        let narrowing = in.shape.w * px / length;
        out.slant = inverseSqrt(1.0 + narrowing * narrowing);
        let margin = out.finish.z + 0.5;
        let reach = margin / out.slant;
        var forward = -margin;
        var side = 0.0;
        if corner == 2u * STEPS + 4u {
            forward = length + reach / narrowing;
        } else {
            side = select(-1.0, 1.0, (corner & 1u) == 1u);
        }
        out.half_width = in.shape.w * px - narrowing * forward;
        out.local = vec2(side * (out.half_width + reach), forward);
        out.position = clip_position(back + along * forward + aside(along) * out.local.x);
        return out;
    }
    let t = f32(pair) / f32(STEPS);
    var along = direction(mix(control - start, end - control, t));
    if way > back_way {
        at = back;
        way = back_way;
        along = back_along;
    }
    if in.finish.z != 0.0 {
        let chord = back - start;
        let share = saturate(dot(at - start, chord) / max(dot(chord, chord), 1.0));
        out.opacity = 0.1 + 0.9 * select(share, 1.0 - share, in.finish.z < 0.0);
    }
    let side = select(-1.0, 1.0, (corner & 1u) == 1u);
    out.half_width = in.shape.x * px / 2.0;
    out.local = vec2(side * (out.half_width + 0.5), way);
    out.position = clip_position(at + aside(along) * out.local.x);
    return out;
}

@fragment
fn fs_segment(in: SegmentOut) -> @location(0) vec4<f32> {
    var inside = in.half_width - abs(in.local.x) + 0.5;
    if in.slant > 0.0 {
        inside = (in.half_width - abs(in.local.x)) * in.slant;
        inside = min(inside, in.local.y) + in.finish.z + 0.5;
    } else if in.finish.x > 0.0 {
        let period = in.finish.x + in.finish.y;
        let place = in.local.y - floor(in.local.y / period) * period;
        let dash = max(min(place, in.finish.x - place), place - period);
        inside = min(inside, dash + 0.5);
    }
    let alpha = in.color.a * saturate(inside) * in.opacity * frame.strength;
    return for_target(vec4<f32>(in.color.rgb * alpha, alpha));
}
