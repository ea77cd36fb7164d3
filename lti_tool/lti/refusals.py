"""Why a launch is refused: a stable id, an HTTP status, what happened and what helps."""

from __future__ import annotations

from dataclasses import dataclass

from xblocks.attempt import Text, text

AGAIN = text(
    "请回到学习平台，重新打开这个活动。",
    "Go back to your learning platform and open the activity again.",
)
TELL_ADMINISTRATOR = text(
    "请把下面的编号告诉学习平台的管理员。",
    "Please give the code below to the administrator of your learning platform.",
)
TELL_TEACHER = text(
    "请把下面的编号告诉任课教师，由教师检查这个活动的设置。",
    "Please give the code below to your teacher, who can check the activity's settings.",
)


@dataclass(frozen=True)
class LaunchRefusal:
    """A login or launch that was refused; nothing of it is stored.

    `detail` is for the administrator: the clause or value that failed, in English.
    """

    id: str
    status: int
    what: Text
    remedy: Text
    detail: str = ""


Reason = tuple[int, Text, Text]

REASONS: dict[str, Reason] = {
    # the login
    "parameter-missing": (
        400,
        text("登录请求不完整。", "The login request is incomplete."),
        TELL_ADMINISTRATOR,
    ),
    "parameter-malformed": (
        400,
        text("登录请求中有无法读取的内容。", "Part of the login request can't be read."),
        TELL_ADMINISTRATOR,
    ),
    "platform-unknown": (
        401,
        text("这个学习平台没有在本工具登记。", "This learning platform is not registered here."),
        TELL_ADMINISTRATOR,
    ),
    "client-id-needed": (
        400,
        text(
            "这个学习平台登记了多个客户端，登录请求没有说明是哪一个。",
            "This learning platform is registered with several client ids, and the login request "
            "does not say which one it is for.",
        ),
        TELL_ADMINISTRATOR,
    ),
    "target-foreign": (
        400,
        text("要打开的地址不属于本工具。", "The address to open does not belong to this tool."),
        TELL_ADMINISTRATOR,
    ),
    # the platform's answer and the browser
    "platform-declined": (
        400,
        text("学习平台没有完成登录。", "The learning platform did not complete the login."),
        AGAIN,
    ),
    "form-incomplete": (
        400,
        text("学习平台发来的启动请求不完整。", "The platform's launch request is incomplete."),
        TELL_ADMINISTRATOR,
    ),
    "state-unknown": (
        401,
        text(
            "没有找到与这次启动对应的登录，它可能已经过期。",
            "No login belongs to this launch; it may be too old.",
        ),
        AGAIN,
    ),
    "login-expired": (
        401,
        text("登录已超过 10 分钟，已经失效。", "The login is more than 10 minutes old."),
        AGAIN,
    ),
    "replayed": (
        401,
        text("这次启动已经用过一次。", "This launch was already used once."),
        AGAIN,
    ),
    "browser-foreign": (
        401,
        text(
            "这次启动是在另一个浏览器或窗口里开始的。",
            "This launch was begun in another browser or window.",
        ),
        AGAIN,
    ),
    "cookies-blocked": (
        401,
        text(
            "浏览器禁止本网站保存登录信息（Cookie），因此无法确认是您本人打开的。",
            "Your browser keeps no cookies for this site, so we can't tell that it was you who "
            "opened the activity.",
        ),
        text(
            "请在浏览器设置里允许本网站使用 Cookie，然后回到学习平台重新打开这个活动。",
            "Allow cookies for this site in your browser's settings, then go back to your learning "
            "platform and open the activity again.",
        ),
    ),
    # the token
    "token-malformed": (
        400,
        text("启动令牌无法读取。", "The launch token can't be read."),
        TELL_ADMINISTRATOR,
    ),
    "algorithm-refused": (
        401,
        text(
            "启动令牌没有用允许的算法签名（RS256 或 ES256）。",
            "The launch token is not signed with an allowed algorithm (RS256 or ES256).",
        ),
        TELL_ADMINISTRATOR,
    ),
    "key-id-missing": (
        401,
        text(
            "启动令牌没有写明签名密钥的编号（kid）。",
            "The launch token does not name its signing key (kid).",
        ),
        TELL_ADMINISTRATOR,
    ),
    "key-unknown": (
        401,
        text(
            "在学习平台公布的密钥里找不到启动令牌的签名密钥。",
            "The launch token's signing key is not among the keys that the platform publishes.",
        ),
        text(
            "请一分钟后重新打开这个活动；如果仍然不行，请把下面的编号告诉学习平台的管理员。",
            "Open the activity again in a minute; if that does not help, give the code below to "
            "the administrator of your learning platform.",
        ),
    ),
    "signature-wrong": (
        401,
        text("启动令牌的签名不正确。", "The launch token's signature is wrong."),
        TELL_ADMINISTRATOR,
    ),
    "issuer-wrong": (
        401,
        text(
            "启动令牌不是由开始登录的学习平台签发的。",
            "The launch token is not from the platform that began the login.",
        ),
        TELL_ADMINISTRATOR,
    ),
    "audience-wrong": (
        401,
        text("启动令牌不是发给本工具的。", "The launch token is not meant for this tool."),
        TELL_ADMINISTRATOR,
    ),
    "time-missing": (
        400,
        text(
            "启动令牌缺少签发时间或到期时间。",
            "The launch token lacks its time of issue or of expiry.",
        ),
        TELL_ADMINISTRATOR,
    ),
    "token-expired": (
        401,
        text("启动令牌已经过期。", "The launch token has expired."),
        AGAIN,
    ),
    "token-from-future": (
        401,
        text(
            "启动令牌的时间在将来：学习平台的时钟可能不准。",
            "The launch token is dated in the future: the platform's clock may be wrong.",
        ),
        TELL_ADMINISTRATOR,
    ),
    "nonce-wrong": (
        401,
        text(
            "启动令牌不属于这次登录（nonce 不符）。",
            "The launch token does not belong to this login (its nonce differs).",
        ),
        AGAIN,
    ),
    # the message
    "message-unknown": (
        400,
        text("不认识这种启动消息。", "This kind of launch message is not known."),
        TELL_ADMINISTRATOR,
    ),
    "message-not-offered": (
        400,
        text(
            "本工具目前只支持打开活动，不支持在平台里选取内容等其他消息。",
            "This tool opens activities; other messages, such as choosing content (deep linking), "
            "are not offered yet.",
        ),
        TELL_TEACHER,
    ),
    "version-wrong": (
        400,
        text("启动消息不是 LTI 1.3.0 版本。", "The launch message is not of LTI version 1.3.0."),
        TELL_ADMINISTRATOR,
    ),
    "deployment-unknown": (
        403,
        text(
            "工具在学习平台里的这个部署没有登记。",
            "This deployment of the tool in the platform is not registered here.",
        ),
        TELL_ADMINISTRATOR,
    ),
    "subject-missing": (
        403,
        text(
            "学习平台没有说明您是谁，无法记录成绩。",
            "The learning platform does not say who you are, so no mark could be kept.",
        ),
        TELL_ADMINISTRATOR,
    ),
    "claim-missing": (
        400,
        text("启动令牌缺少必需的内容。", "The launch token lacks something required."),
        TELL_ADMINISTRATOR,
    ),
    "claim-malformed": (
        400,
        text("启动令牌中有不合规范的内容。", "Part of the launch token breaks the specification."),
        TELL_ADMINISTRATOR,
    ),
    "activity-missing": (
        400,
        text(
            "这个链接没有说明要打开哪个活动。",
            "This link does not say which activity to open.",
        ),
        text(
            "请任课教师在链接的自定义参数里填写 activity，例如 activity=nc/first-pocket。",
            "Ask your teacher to set the link's custom parameter activity, for example "
            "activity=nc/first-pocket.",
        ),
    ),
}


def refusal(reason: str, detail: str = "") -> LaunchRefusal:
    """The refusal of that reason id."""
    status, what, remedy = REASONS[reason]
    return LaunchRefusal(reason, status, what, remedy, detail)
