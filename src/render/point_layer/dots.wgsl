// Round dots, and points of one pixel.

struct DotOut {
    @builtin(position) position: vec4<f32>,
    // From the middle of the dot, in pixels.
    @location(0) local: vec2<f32>,
    @location(1) @interpolate(flat) color: vec4<f32>,
};

// A square around the dot.
fn dot_corner(corner: u32, at: vec2<f32>, time: vec2<u32>, kind: u32) -> DotOut {
    var out: DotOut;
    out.color = ink(kind, time);
    if out.color.a == 0.0 {
        out.position = nowhere();
        return out;
    }
    let sides = vec2(f32(corner & 1u), f32(corner >> 1u)) * 2.0 - 1.0;
    out.local = sides * (frame.size + frame.halo_width + 0.5);
    out.position = clip_position(project(at) + out.local);
    return out;
}

@vertex
fn vs_dot(
    @builtin(vertex_index) corner: u32,
    @location(0) at: vec2<f32>,
    @location(1) time: vec2<u32>,
    @location(2) kind: u32,
) -> DotOut {
    return dot_corner(corner, at, time, kind);
}

@fragment
fn fs_dot(in: DotOut) -> @location(0) vec4<f32> {
    let inside = frame.size - length(in.local) + 0.5;
    return ringed(in.color, saturate(inside), saturate(inside + frame.halo_width));
}

struct PointOut {
    @builtin(position) position: vec4<f32>,
    @location(0) @interpolate(flat) color: vec4<f32>,
};

@vertex
fn vs_point(
    @location(0) at: vec2<f32>,
    @location(1) time: vec2<u32>,
    @location(2) kind: u32,
) -> PointOut {
    var out: PointOut;
    out.color = ink(kind, time);
    out.position = nowhere();
    if out.color.a > 0.0 {
        out.position = clip_position(project(at));
    }
    return out;
}

@fragment
fn fs_point(in: PointOut) -> @location(0) vec4<f32> {
    let alpha = in.color.a * frame.strength;
    return for_target(vec4<f32>(in.color.rgb * alpha, alpha));
}
